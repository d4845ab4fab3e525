"""Writes the files of this folder with the tools that others would write them with: gzip, zstd, iconv, Python's csv."""

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
