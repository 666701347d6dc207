INSERT INTO _clock VALUES (1, '2026-03-02T09:00:00Z', 60);
INSERT INTO _sequences VALUES ('keys', '', 14);
INSERT INTO _sequences VALUES ('spaces_cdns', '', 16);
INSERT INTO _sequences VALUES ('spaces_keys', '', 16);
INSERT INTO keys VALUES ('KEY-0001', 'Partner Fernhill', '-----BEGIN PUBLIC KEY-----
HS3Bhyr/+cNf4UfHNl3HFhQnlD/357rkueGuUhs0RX7SmojBQ0TSo0FA7OqM2jPr
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0002', 'Nightly backup', '-----BEGIN PUBLIC KEY-----
Ei6GgCTjhCfRF6AyWg7Z7MGUdEkmmN22DCCelq5jYv443+nzj5h1fvql5xhpJjHO
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0003', 'Data export', '-----BEGIN PUBLIC KEY-----
udV6fX10Xgo8mvNR1JZdq8el7ZIbZsNPqegkhlSRhHvLIoB7rhvbKnc+HzSYPu3e
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0004', 'Read-only dashboard', '-----BEGIN PUBLIC KEY-----
rYMQmUVFwmFG2SfYRNleFJvqSIJFqe9vFdPxImjdg5q9tzNS8kEKTJVE6bd8B5ds
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0005', 'Local development', '-----BEGIN PUBLIC KEY-----
1zn7FW1yr7KyxWNDyLiPrrf1Om4+yzBrGJ1wfngKvQg8+NakyOWbVWnd17KNcgDB
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0006', 'Migration 2026', '-----BEGIN PUBLIC KEY-----
cGcKIoL1kziGzUlKF/cn2f+7+mVx7l7G8KfIg6UUYlSVHRwp3wx1j44CH/8vAhRO
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0007', 'Staging', '-----BEGIN PUBLIC KEY-----
pMCLmJTaSV0IeYQSTXoc6HxH1R1mA3XvkkQGuPDLcjau1JVp4d58iM1JOMAFNpBZ
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0008', 'Production website', '-----BEGIN PUBLIC KEY-----
lAEz1jBHrsXkPF5uotY4SEwIjUkoDi++IYHb262DAjAILLDV24gM6eeNP3wXVckA
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0009', 'Automation bridge', '-----BEGIN PUBLIC KEY-----
kscH/e3p/Zljjq7tcWhoFBm9GuP7nZG4d1fFdjeGJQ9IpFvGOceTKBI/K+tDXqDk
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0010', 'Till software', '-----BEGIN PUBLIC KEY-----
pW3KdOU+l1BsC0eh8qqdJYbYelXYXIjFBI7ZtXolKY2Dhh0OJ7+cGH8D3RvNYMXD
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0011', 'Status page', '-----BEGIN PUBLIC KEY-----
vB7Zw/TFjSULKdocf3bTD8ORLNv+2tUg/9DDlJxTdkClAMv0AKHyze4RTGhMwHoI
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0012', 'Reporting script', '-----BEGIN PUBLIC KEY-----
+nv5lxONwKKPG5RVyXmXrITttVZLwqIXhe6uE51zQ17R5rk8rDZ4AEpMq8u5YgRY
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0013', 'Mobile app', '-----BEGIN PUBLIC KEY-----
3ORVOJSg2f7Kw01hQdDwVyOZsmhjsPguRktvo7idHFlsV3nDA8Fm463xhV4UX8ZW
-----END PUBLIC KEY-----');
INSERT INTO keys VALUES ('KEY-0014', 'Warehouse scanners', '-----BEGIN PUBLIC KEY-----
0vkdPGRBhs/nytlJHDfEm/TOokvzT7vSltrrXjeuXH5rIefm5PbkWeDyYg2xZcq1
-----END PUBLIC KEY-----');
INSERT INTO spaces_cdns VALUES ('SC-0001', 'Leeds', 2910.0);
INSERT INTO spaces_cdns VALUES ('SC-0002', 'Vienna', 1890.0);
INSERT INTO spaces_cdns VALUES ('SC-0003', 'Vienna', 3600.0);
INSERT INTO spaces_cdns VALUES ('SC-0004', 'Lyon', 3570.0);
INSERT INTO spaces_cdns VALUES ('SC-0005', 'Portland', 780.0);
INSERT INTO spaces_cdns VALUES ('SC-0006', 'Savannah', 2010.0);
INSERT INTO spaces_cdns VALUES ('SC-0007', 'Seattle', 3480.0);
INSERT INTO spaces_cdns VALUES ('SC-0008', 'Barcelona', 1620.0);
INSERT INTO spaces_cdns VALUES ('SC-0009', 'Denver', 1110.0);
INSERT INTO spaces_cdns VALUES ('SC-0010', 'Berlin', 2190.0);
INSERT INTO spaces_cdns VALUES ('SC-0011', 'Denver', 1050.0);
INSERT INTO spaces_cdns VALUES ('SC-0012', 'Vienna', 1380.0);
INSERT INTO spaces_cdns VALUES ('SC-0013', 'Portland', 3570.0);
INSERT INTO spaces_cdns VALUES ('SC-0014', 'Bologna', 2190.0);
INSERT INTO spaces_cdns VALUES ('SC-0015', 'Leeds', 1410.0);
INSERT INTO spaces_cdns VALUES ('SC-0016', 'Vienna', 690.0);
INSERT INTO spaces_keys VALUES ('SK-0001', 'Production website', NULL);
INSERT INTO spaces_keys VALUES ('SK-0002', 'Automation bridge', 'spa_fcef70df9c69f8490803818b50766c18');
INSERT INTO spaces_keys VALUES ('SK-0003', 'Till software', 'spa_fa5dc0f494b1e209af891ad8bb23f888');
INSERT INTO spaces_keys VALUES ('SK-0004', 'Status page', NULL);
INSERT INTO spaces_keys VALUES ('SK-0005', 'Reporting script', 'spa_03f7abfa8c7f9ec6cc85e63b964912d2');
INSERT INTO spaces_keys VALUES ('SK-0006', 'Mobile app', 'spa_5259ff3986b593b30ca80bc09fecbbb7');
INSERT INTO spaces_keys VALUES ('SK-0007', 'Warehouse scanners', 'spa_c679cc56d379b2fe0833da970ff7baf4');
INSERT INTO spaces_keys VALUES ('SK-0008', 'Partner Fernhill', NULL);
INSERT INTO spaces_keys VALUES ('SK-0009', 'Nightly backup', 'spa_127c8dd83bd982fd1d1f0a180237d10c');
INSERT INTO spaces_keys VALUES ('SK-0010', 'Data export', 'spa_8aed6844171e58c8a696ffe749e85b20');
INSERT INTO spaces_keys VALUES ('SK-0011', 'Read-only dashboard', 'spa_a59695aa56e67546a9cac75227b739cb');
INSERT INTO spaces_keys VALUES ('SK-0012', 'Local development', 'spa_1989cb95b00b478d4c2c47b0dda22d46');
INSERT INTO spaces_keys VALUES ('SK-0013', 'Migration 2026', 'spa_7be66a8e48d02ba0a163812548981408');
INSERT INTO spaces_keys VALUES ('SK-0014', 'Staging', 'spa_acbde9157cb275e2d4d70a58764e9ffe');
INSERT INTO spaces_keys VALUES ('SK-0015', 'Production website, this spring', 'spa_1329c31ecca94cf6e9de1005f0d0e078');
INSERT INTO spaces_keys VALUES ('SK-0016', 'Automation bridge, for the new team', NULL);
