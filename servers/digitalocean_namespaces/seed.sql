INSERT INTO _clock VALUES (1, '2026-03-02T09:00:00Z', 60);
INSERT INTO _sequences VALUES ('account_keys', '', 13);
INSERT INTO _sequences VALUES ('namespaces', '', 12);
INSERT INTO _sequences VALUES ('triggers', '', 28);
INSERT INTO accounts VALUES (1, 'Online shop earnings', 49, 'felix.okafor@northquay.example', 1, 'active', 'Waiting for the other side');
INSERT INTO account_keys VALUES (1, 'Read-only dashboard', 'fec3327e36307578', '-----BEGIN CERTIFICATE-----
YSX7hjLKwh0zhB4QM9/0eef55duBMV8tuHuOVK7d4DTxM2WkqaesFpcEfZp+J9Ee
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (2, 'Warehouse scanners', '15a5b8fc2059ba90', '-----BEGIN CERTIFICATE-----
cK/mvROv4F1NOZ318E6ZT1QTgHs5qPtG/+jm++0pqgaumZ3Sz5CJ2PnHs3a0GLnP
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (3, 'Production website', '2bd1db184a4f697d', '-----BEGIN CERTIFICATE-----
xYBcOB79Iky2yDcCcecYbEpdgXWL/szFNyUqqm07MWpHP/P27DuL4+QwfUU1oMYj
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (4, 'Nightly backup', NULL, '-----BEGIN CERTIFICATE-----
m8aRwU12DxOHsGeijid/E9JsBTklumPUFMR87hFgB5aMHZrlDFFAH9U8T15jm9v6
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (5, 'Till software', '7b1638a635e20740', '-----BEGIN CERTIFICATE-----
/O1a7+4e3+I5+QMvIGiyAL+zyamm+ghgzUjsQF1ztfsWmliyjP/+AX5/2q5HKfvd
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (6, 'Migration 2026', 'a3428cf23c084ba1', '-----BEGIN CERTIFICATE-----
se0T3tXhfYKhBZ3XjH8HYq4mwPEZ7fwdEt2GmYNIDnUJyD8634xtTfuEPX0KQqDy
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (7, 'Data export', '09aa1fb564fa9eb0', '-----BEGIN CERTIFICATE-----
LKi9fUPXmRjukGCiCKMKRkLpeGOcXzzAEZc+nNZ9zgubnhrSVWbmpJSoVURTznnr
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (8, 'Status page', '3f25064cfc30ca24', '-----BEGIN CERTIFICATE-----
6/kBKzdnfQPWrlauglK6PrK30lcV5D1+yF71N14LmCIyP6ECfERkOpTDcBxOZN6V
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (9, 'Partner Fernhill', NULL, '-----BEGIN CERTIFICATE-----
3aj079BbFQ3ifIJO/JensdTLkSvfs4l6w6ZIk3Tv/Bt+emew2UTTk+ipmSK+jktp
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (10, 'Local development', 'b09243d9ae5e1f56', '-----BEGIN CERTIFICATE-----
RWGeO1M0PrQ/VL1vpPwvXei+iV7OXmMF33WdkIhNB6nfJIX1z845PVMqT87kZaA6
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (11, 'Mobile app', NULL, '-----BEGIN CERTIFICATE-----
K002DWYTrC0Fa4nNlLhE045ITdCZ+++1JTAGTedO9tgJXwiRCap8zU/JuTcRWNQs
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (12, 'Reporting script', '2d816f4506f711b4', '-----BEGIN CERTIFICATE-----
SIpPjIZ0OsNaFzrZ0iCWpNSQCw5e+dqZONLbcxuztgaen8Wf1QderEfzkGdYHs9Y
-----END CERTIFICATE-----');
INSERT INTO account_keys VALUES (13, 'Staging', '2e240b14aa0358cd', '-----BEGIN CERTIFICATE-----
mwxBjVduX8ozEzdltkCJ0qWqduvuCe1911eSnJMBwtKlCZMbMaYujyoL9FtcxzmG
-----END CERTIFICATE-----');
INSERT INTO namespaces VALUES ('NAM-0001', 'sandbox', 'queue-main.digitalocean-namespaces.example', NULL, 'Massachusetts', '2025-10-21T10:42:02Z', '2026-02-28T17:33:37Z');
INSERT INTO namespaces VALUES ('NAM-0002', 'billing', 'db-replica.digitalocean-namespaces.example', 3, 'Catalonia', '2025-11-07T12:42:03Z', '2026-02-06T13:30:39Z');
INSERT INTO namespaces VALUES ('NAM-0003', 'analytics', 'web-02.digitalocean-namespaces.example', 8, 'Texas', '2025-11-11T20:59:58Z', '2026-02-06T11:19:03Z');
INSERT INTO namespaces VALUES ('NAM-0004', 'events', 'web-01.digitalocean-namespaces.example', 10, 'Vienna', '2025-12-06T08:06:28Z', '2025-12-25T15:59:15Z');
INSERT INTO namespaces VALUES ('NAM-0005', 'archive_2025', 'print-hall2.digitalocean-namespaces.example', NULL, 'Wellington', '2025-12-13T13:26:28Z', '2025-12-15T09:57:39Z');
INSERT INTO namespaces VALUES ('NAM-0006', 'reporting', 'files-archive.digitalocean-namespaces.example', 5, 'Berlin', '2025-12-30T20:45:19Z', '2026-01-02T13:22:39Z');
INSERT INTO namespaces VALUES ('NAM-0007', 'content', NULL, 10, 'Illinois', '2026-01-11T21:29:32Z', '2026-02-04T08:50:55Z');
INSERT INTO namespaces VALUES ('NAM-0008', 'warehouse', 'metrics.digitalocean-namespaces.example', 4, 'Ontario', '2026-01-19T18:22:39Z', '2026-01-19T18:22:39Z');
INSERT INTO namespaces VALUES ('NAM-0009', 'orders', 'vpn.digitalocean-namespaces.example', NULL, 'Oregon', '2026-02-01T08:48:56Z', '2026-02-25T17:42:30Z');
INSERT INTO namespaces VALUES ('NAM-0010', 'sessions', 'backup-store.digitalocean-namespaces.example', NULL, 'Illinois', '2026-02-14T16:57:05Z', '2026-02-22T09:09:58Z');
INSERT INTO namespaces VALUES ('NAM-0011', 'search', NULL, 4, 'Illinois', '2026-02-22T19:27:49Z', '2026-02-27T15:47:24Z');
INSERT INTO namespaces VALUES ('NAM-0012', 'inventory', NULL, 2, 'Hovedstaden', '2026-02-26T09:54:59Z', '2026-02-28T13:39:13Z');
INSERT INTO triggers VALUES ('TRI-0001', 'NAM-0004', 'Build finished', 'Backups', 1, '0 2 * * 0', NULL, '2026-07-03T16:30:00Z', 'deleted', '2025-12-06T12:20:59Z', '2025-12-24T19:31:42Z');
INSERT INTO triggers VALUES ('TRI-0002', 'NAM-0004', 'File uploaded', 'File scanning', 1, '0 8 * * 1-5', '2026-02-24T09:05:31Z', '2026-08-21T16:00:00Z', 'viewed', '2026-01-20T21:11:15Z', '2026-01-20T21:11:15Z');
INSERT INTO triggers VALUES ('TRI-0003', 'NAM-0005', 'Subscription cancelled', 'Label printing', 1, '*/15 * * * *', '2026-02-08T19:11:20Z', '2026-11-28T10:30:00Z', 'created', '2025-12-29T09:32:46Z', '2025-12-29T09:32:46Z');
INSERT INTO triggers VALUES ('TRI-0004', 'NAM-0001', 'Shipment delivered', 'Address lookup', 0, '0 2 * * 0', '2025-11-01T13:28:27Z', '2026-07-03T08:00:00Z', 'updated', '2025-10-31T13:41:57Z', '2026-02-28T07:22:49Z');
INSERT INTO triggers VALUES ('TRI-0005', 'NAM-0006', 'Refund issued', 'Webhooks', 1, '0 8 * * 1-5', NULL, NULL, 'deleted', '2025-12-31T19:22:32Z', '2026-02-05T09:31:56Z');
INSERT INTO triggers VALUES ('TRI-0006', 'NAM-0011', 'Invoice paid, to accounting', 'Route planning', 1, '*/15 * * * *', '2026-02-28T15:33:05Z', '2026-12-17T19:00:00Z', 'viewed', '2026-02-23T14:28:03Z', '2026-02-24T10:00:03Z');
INSERT INTO triggers VALUES ('TRI-0007', 'NAM-0007', 'Ticket closed', 'Exchange rates', 1, '0 2 * * 0', '2026-01-24T14:39:02Z', '2026-05-18T14:00:00Z', 'created', '2026-01-12T12:33:02Z', '2026-02-23T09:53:06Z');
INSERT INTO triggers VALUES ('TRI-0008', 'NAM-0011', 'Contact updated', 'Search', 1, '0 8 * * 1-5', NULL, '2026-05-03T13:30:00Z', 'updated', '2026-02-24T16:25:00Z', '2026-02-25T14:35:40Z');
INSERT INTO triggers VALUES ('TRI-0009', 'NAM-0011', 'Order created, to the warehouse', 'Email delivery', 1, '*/15 * * * *', NULL, NULL, 'deleted', '2026-02-24T11:39:00Z', '2026-03-01T09:35:23Z');
INSERT INTO triggers VALUES ('TRI-0010', 'NAM-0004', 'Form submitted', 'Push notifications', 0, '0 2 * * 0', '2025-12-18T13:14:47Z', '2026-04-09T17:00:00Z', 'viewed', '2025-12-13T20:31:25Z', '2025-12-13T20:31:25Z');
INSERT INTO triggers VALUES ('TRI-0011', 'NAM-0010', 'New lead, to the sales channel', 'Payments', 0, '0 8 * * 1-5', '2026-02-19T10:10:00Z', '2026-04-11T08:00:00Z', 'created', '2026-02-19T09:26:49Z', '2026-02-19T13:57:24Z');
INSERT INTO triggers VALUES ('TRI-0012', 'NAM-0006', 'Stock below minimum', 'Status page', 0, '*/15 * * * *', '2026-01-04T21:56:31Z', NULL, 'updated', '2026-01-03T21:44:11Z', '2026-01-03T21:44:11Z');
INSERT INTO triggers VALUES ('TRI-0013', 'NAM-0005', 'Nightly export', 'Sign-in', 1, '0 2 * * 0', '2025-12-30T12:05:15Z', '2026-09-10T13:00:00Z', 'deleted', '2025-12-30T09:05:06Z', '2025-12-30T09:05:06Z');
INSERT INTO triggers VALUES ('TRI-0014', 'NAM-0004', 'Payment failed', 'Reporting', 1, '0 8 * * 1-5', '2026-01-26T14:56:19Z', '2026-05-05T19:30:00Z', 'viewed', '2026-01-01T14:40:23Z', '2026-01-08T14:49:31Z');
INSERT INTO triggers VALUES ('TRI-0015', 'NAM-0007', 'Build finished, this spring', 'Image resizing', 1, '*/15 * * * *', '2026-01-24T15:26:35Z', '2026-05-05T09:00:00Z', 'created', '2026-01-23T21:48:38Z', '2026-02-05T12:08:51Z');
INSERT INTO triggers VALUES ('TRI-0016', 'NAM-0007', 'File uploaded, for the new team', 'Checkout', 1, '0 2 * * 0', '2026-02-22T18:00:44Z', NULL, 'updated', '2026-01-17T12:38:33Z', '2026-01-17T12:38:33Z');
INSERT INTO triggers VALUES ('TRI-0017', 'NAM-0005', 'Subscription cancelled, for the north', 'Backups, for the north', 1, '0 8 * * 1-5', '2026-01-23T18:53:15Z', '2026-07-25T09:00:00Z', 'deleted', '2026-01-21T12:17:44Z', '2026-02-17T07:02:16Z');
INSERT INTO triggers VALUES ('TRI-0018', 'NAM-0004', 'Shipment delivered, follow-up', 'File scanning, follow-up', 1, '*/15 * * * *', NULL, NULL, 'viewed', '2026-01-23T18:21:12Z', '2026-01-28T18:54:50Z');
INSERT INTO triggers VALUES ('TRI-0019', 'NAM-0009', 'Refund issued, for guests', 'Label printing, for guests', 0, '0 2 * * 0', '2026-02-07T09:01:36Z', '2026-11-15T19:00:00Z', 'created', '2026-02-03T11:12:24Z', '2026-02-07T20:49:11Z');
INSERT INTO triggers VALUES ('TRI-0020', 'NAM-0010', 'Invoice paid, to accounting, before the move', 'Address lookup, before the move', 1, '0 8 * * 1-5', '2026-02-28T21:02:00Z', '2026-05-19T16:00:00Z', 'updated', '2026-02-27T10:10:04Z', '2026-03-01T17:23:28Z');
INSERT INTO triggers VALUES ('TRI-0021', 'NAM-0009', 'Ticket closed, revised', 'Webhooks, revised', 0, '*/15 * * * *', NULL, '2026-09-25T15:00:00Z', 'deleted', '2026-02-06T14:29:25Z', '2026-02-28T07:15:05Z');
INSERT INTO triggers VALUES ('TRI-0022', 'NAM-0007', 'Contact updated, for the board', 'Route planning, for the board', 1, '0 2 * * 0', NULL, NULL, 'viewed', '2026-02-10T11:56:00Z', '2026-02-13T11:35:04Z');
INSERT INTO triggers VALUES ('TRI-0023', 'NAM-0007', 'Order created, to the warehouse, part two', 'Exchange rates, part two', 1, '0 8 * * 1-5', '2026-02-22T17:00:40Z', NULL, 'created', '2026-02-16T12:22:34Z', '2026-02-16T12:22:34Z');
INSERT INTO triggers VALUES ('TRI-0024', 'NAM-0005', 'Form submitted, second round', 'Search, second round', 1, '*/15 * * * *', '2026-02-19T18:06:48Z', '2026-11-25T14:00:00Z', 'updated', '2026-02-19T07:53:34Z', '2026-02-23T10:56:40Z');
INSERT INTO triggers VALUES ('TRI-0025', 'NAM-0010', 'New lead, to the sales channel, from last year', 'Email delivery, from last year', 1, '0 2 * * 0', '2026-02-23T15:49:36Z', '2026-09-21T12:00:00Z', 'deleted', '2026-02-23T12:06:28Z', '2026-02-27T09:18:54Z');
INSERT INTO triggers VALUES ('TRI-0026', 'NAM-0011', 'Stock below minimum, for Fernhill', 'Push notifications, for Fernhill', 1, '0 8 * * 1-5', '2026-02-25T08:11:04Z', '2026-09-15T18:00:00Z', 'viewed', '2026-02-25T07:47:09Z', '2026-02-25T07:47:09Z');
INSERT INTO triggers VALUES ('TRI-0027', 'NAM-0006', 'Nightly export, for Quay Road', 'Payments, for Quay Road', 0, '*/15 * * * *', '2026-02-26T17:17:22Z', '2026-10-20T16:00:00Z', 'created', '2026-02-26T13:42:26Z', '2026-02-28T18:08:42Z');
INSERT INTO triggers VALUES ('TRI-0028', 'NAM-0003', 'Payment failed, short version', 'Status page, short version', 1, '0 2 * * 0', '2026-03-01T13:46:31Z', '2026-12-13T16:30:00Z', 'updated', '2026-02-28T07:30:01Z', '2026-03-02T01:43:56Z');
