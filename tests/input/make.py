"""Writes the files of this folder with the tools that others would write them with: gzip, zstd, iconv, Python's csv,
and, where they are installed, pandas (3.1), warcio (1.8) and pyarrow (26)."""

import csv
import json
import subprocess

SENTENCE = "Azerbaijan's exports to Türkiye rose to $5.15 billion in 2023."
RUSSIAN = "Экспорт: Azerbaijan's exports to Russia rose to $1.2 billion in 2023, «Заря» said."


def run(*command, text):
    return subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True).stdout


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


def line(number):
    record = {"id": f"r{number}", "published": "2024-01-23", "text": SENTENCE}
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()


write("report.txt.gz", run("gzip", "-9", "-n", text=SENTENCE.encode()))
# Two members, as `cat a.gz b.gz` gives.
write("reports.jsonl.gz", run("gzip", "-n", text=line(1)) + run("gzip", "-n", text=line(2) + line(3)))
write("reports.jsonl.zst", run("zstd", "-19", "-q", text=line(1)) + run("zstd", "-q", text=line(2) + line(3)))
cut = run("gzip", "-n", text=b"".join(line(number) for number in range(1, 2000)))
write("cut.jsonl.gz", cut[: len(cut) // 2])
write("windows-1251.txt", run("iconv", "-f", "UTF-8", "-t", "WINDOWS-1251", text=RUSSIAN.encode()))
write("iso-8859-9.txt", run("iconv", "-f", "UTF-8", "-t", "ISO-8859-9", text=SENTENCE.encode()))
write("utf-16.jsonl", run("iconv", "-f", "UTF-8", "-t", "UTF-16", text=line(1) + line(2)))
write("utf-16be-without-mark.txt", run("iconv", "-f", "UTF-8", "-t", "UTF-16BE", text=SENTENCE.encode()))

ROWS = [
    ["n1", "2024-01-23", "A headline, with a comma", f"{SENTENCE}\nA second line, with \"quotes\"."],
    ["n2", "2024-02-30", "No such day", SENTENCE],
    ["n3", "", "", SENTENCE],
]
with open("reports.csv", "w", newline="", encoding="utf-8-sig") as file:
    writer = csv.writer(file)
    writer.writerow(["key", "date", "headline", "body"])
    writer.writerows(ROWS)
with open("excel.csv", "w", newline="", encoding="windows-1254") as file:
    writer = csv.writer(file, dialect="excel", delimiter=";")
    writer.writerow(["id", "published", "text"])
    writer.writerow(["e1", "2024-01-23", SENTENCE])
    writer.writerow(["e2", "2024-01-23"])
    writer.writerow(["e3", "2024-01-23", SENTENCE])

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="windows-1251"><title>Exports rise - Caspian Courier</title>
<meta property="og:site_name" content="Caspian Courier">
<meta property="article:published_time" content="2024-01-23T08:00:00+04:00">
<link rel="canonical" href="https://courier.example/1"></head>
<body><nav><a href="/">Home</a> <a href="/gold">Gold at $2,000</a></nav>
<article><h1>Exports rise</h1>
<p>Azerbaijan's exports to Russia («Заря») rose to $1.2 billion last year, the State Customs Committee said on Monday,
adding that most of it was fruit and vegetables.</p>
<table><caption>Azerbaijan's trade with its neighbours in 2023</caption>
<tr><th>Partner</th><th>Exports</th><th>Imports</th></tr>
<tr><td>Georgia</td><td>$650 million</td><td>$120 million</td></tr></table></article>
<footer>Subscribe for $5 a month</footer></body></html>
"""
write("page.html", run("iconv", "-f", "UTF-8", "-t", "WINDOWS-1251", text=PAGE.encode()))

try:
    import pandas

    heads = pandas.MultiIndex.from_product([["Exports (USD million)", "Imports (USD million)"], ["2022", "2023"]])
    rows = [[979.4, 1190.0, 2731.7, 3170.6], [650.1, 700.2, 110.0, 120.5]]
    table = pandas.DataFrame(rows, index=["Russia", "Georgia"], columns=heads).to_html()
    INTRO = "Azerbaijan's trade with its neighbours, as the State Customs Committee counted it, is in the table below."
    page = f"<html lang='en'><head><title>Trade</title></head><body><article><p>{INTRO}</p>{table}</article></body></html>"
    write("table.html", page.encode())
except ImportError:
    print("pandas is not installed: table.html stays")

try:
    import io

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with open("pages.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("pages.warc.gz", {"software": "warcio"}))
        plain = PAGE.replace("windows-1251", "utf-8").replace("https://courier.example/1", "https://courier.example/2")
        for url, status, kind, body in [
            ("https://courier.example/1", "200 OK", "text/html", PAGE.encode("windows-1251")),
            ("https://courier.example/2", "200 OK", "text/html; charset=utf-8", plain.encode()),
            ("https://courier.example/gone", "404 Not Found", "text/html", b"<p>Gone: $3 million</p>"),
            ("https://courier.example/logo", "200 OK", "image/png", b"\x89PNG"),
            ("https://courier.example/empty", "200 OK", "text/html", b"<html></html>"),
        ]:
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head)
            writer.write_record(record)
        text = io.BytesIO(SENTENCE.encode())
        url = "https://courier.example/text"
        writer.write_record(writer.create_warc_record(url, "conversion", payload=text, warc_content_type="text/plain"))
except ImportError:
    print("warcio is not installed: pages.warc.gz stays")

try:
    import datetime

    import pyarrow
    import pyarrow.parquet

    day = datetime.date(2024, 1, 23)
    table = pyarrow.table({"key": [1, 2, 3], "date": [day, None, day], "body": [SENTENCE, SENTENCE, None]})
    pyarrow.parquet.write_table(table, "reports.parquet")
except ImportError:
    print("pyarrow is not installed: reports.parquet stays")
