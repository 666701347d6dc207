"""How a word of a name is written in a sentence: initialisms in capitals, some names with capitals of their own."""

_CAPITALS = (
    "ACL API APN ARN ASN AWS BCC BIC BPM BTC CC CDN CEO CIDR CN CNAME CORS CPU CRM CSE CSS CSV CVC CVE CVV DHCP DKIM "
    "DMARC DNS DSN EAN EIN ERP ETA EUR FAQ FTP GB GBP GIF GPG GPS GPU GTIN GUID HDFS HR HTML HTTP HTTPS IAM IBAN "
    "ICCID ID IMAP IMEI IMSI IP ISBN ISIN ISO ISRC JSON JWT KB KPI KYC LAN LDAP MB MCC MFA MIME MMS MQTT MSA NFC NFS "
    "NFT NPI OS OTP PDF PNG PO POP PTO QR RAM RFID RGB ROI RSS RSVP S3 SAML SCIM SDK SEPA SIM SKU SLA SMS SMTP SNMP "
    "SNS SPF SQL SQS SSH SSID SSL SSN SSO SVG SWIFT TCP TFVC TLS TSIG TTL TV UDP UI UPC URI URL USB USD UTC UUID VAT "
    "VCS VIN VIP VLAN VM VPC VPN VPS WAN XLSX XML"
)
_NAMES = {
    "ebay": "eBay", "etag": "ETag", "github": "GitHub", "gitlab": "GitLab", "ical": "iCal", "ios": "iOS",
    "iphone": "iPhone", "ipv4": "IPv4", "ipv6": "IPv6", "macos": "macOS", "oauth": "OAuth", "oauth2": "OAuth 2",
    "paypal": "PayPal", "smime": "S/MIME", "youtube": "YouTube",
}  # fmt: skip
_WRITTEN = {word.lower(): word for word in _CAPITALS.split()} | _NAMES


def written(word: str) -> str:
    """The word of a name as people write it: "url" is "URL", "ids" is "IDs", "oauth" is "OAuth"."""
    if word in _WRITTEN:
        return _WRITTEN[word]
    return f"{_WRITTEN[word[:-1]]}s" if word.endswith("s") and word[:-1] in _WRITTEN else word
