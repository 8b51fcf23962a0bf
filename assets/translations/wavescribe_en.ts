<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Aligning</name>
    <message numerus="yes">
        <source>%n word(s) of the text have their times in {}.</source>
        <translation>
            <numerusform>%n word of the text has its time in {}.</numerusform>
            <numerusform>%n words of the text have their times in {}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n replaced</numerusform>
            <numerusform>%n replaced</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message numerus="yes">
        <source>%n transcript(s)</source>
        <translation>
            <numerusform>%n transcript</numerusform>
            <numerusform>%n transcripts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n file written.</numerusform>
            <numerusform>%n files written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message numerus="yes">
        <source>%n file(s) were not finished when Wavescribe was closed.</source>
        <translation>
            <numerusform>%n file was not finished when Wavescribe was closed.</numerusform>
            <numerusform>%n files were not finished when Wavescribe was closed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n no audio or video</source>
        <translation>
            <numerusform>%n no audio or video</numerusform>
            <numerusform>%n no audio or video</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without sound</source>
        <translation>
            <numerusform>%n without sound</numerusform>
            <numerusform>%n without sound</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <translation>
            <numerusform>%n empty</numerusform>
            <numerusform>%n empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be read</source>
        <translation>
            <numerusform>%n cannot be read</numerusform>
            <numerusform>%n cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the list already</source>
        <translation>
            <numerusform>%n in the list already</numerusform>
            <numerusform>%n in the list already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n file(s) were taken.</source>
        <translation>
            <numerusform>Only the first file was taken.</numerusform>
            <numerusform>Only the first %n files were taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were left out: {}.</source>
        <translation>
            <numerusform>%n file was left out: {}.</numerusform>
            <numerusform>%n files were left out: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %n file(s)</source>
        <translation>
            <numerusform>{} of %n file</numerusform>
            <numerusform>{} of %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n speaker(s)</source>
        <translation>
            <numerusform>%n speaker</numerusform>
            <numerusform>%n speakers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPlace</name>
    <message numerus="yes">
        <source>%n session(s) are in {}.</source>
        <translation>
            <numerusform>%n session is in {}.</numerusform>
            <numerusform>%n sessions are in {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) were added.</source>
        <translation>
            <numerusform>%n session was added.</numerusform>
            <numerusform>%n sessions were added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sessions are kept for %n day(s) after their end.</source>
        <translation>
            <numerusform>Sessions are kept for %n day after their end.</numerusform>
            <numerusform>Sessions are kept for %n days after their end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their sound is kept for %n day(s).</source>
        <translation>
            <numerusform>Their sound is kept for %n day.</numerusform>
            <numerusform>Their sound is kept for %n days.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanguageModelSheet</name>
    <message numerus="yes">
        <source>Reading %n document(s)…</source>
        <translation>
            <numerusform>Reading %n document…</numerusform>
            <numerusform>Reading %n documents…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Built: %n word(s). It is in use from the next sentence.</source>
        <translation>
            <numerusform>Built: %n word. It is in use from the next sentence.</numerusform>
            <numerusform>Built: %n words. It is in use from the next sentence.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearningPart</name>
    <message numerus="yes">
        <source>%n corrected line(s) that {} heard, {} min.</source>
        <translation>
            <numerusform>%n corrected line that {} heard, {} min.</numerusform>
            <numerusform>%n corrected lines that {} heard, {} min.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learning, about %n minute(s) left</source>
        <translation>
            <numerusform>Learning, about %n minute left</numerusform>
            <numerusform>Learning, about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Word errors in corrected lines that it did not learn from: {} % before, {} % after (%n word(s)).</source>
        <translation>
            <numerusform>Word errors in corrected lines that it did not learn from: {} % before, {} % after (%n word).</numerusform>
            <numerusform>Word errors in corrected lines that it did not learn from: {} % before, {} % after (%n words).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Errors in what you left as it was: {} before, {} after (%n word(s)).</source>
        <translation>
            <numerusform>Errors in what you left as it was: {} before, {} after (%n word).</numerusform>
            <numerusform>Errors in what you left as it was: {} before, {} after (%n words).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message numerus="yes">
        <source>%n sample(s) lost</source>
        <translation>
            <numerusform>%n sample lost</numerusform>
            <numerusform>%n samples lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n recording(s) were cut off. What was heard is on disk: History recovers it.</source>
        <translation>
            <numerusform>%n recording was cut off. What was heard is on disk: History recovers it.</numerusform>
            <numerusform>%n recordings were cut off. What was heard is on disk: History recovers it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelsSheet</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RereadSheet</name>
    <message numerus="yes">
        <source>%n place(s) would change:</source>
        <translation>
            <numerusform>%n place would change:</numerusform>
            <numerusform>%n places would change:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchedRow</name>
    <message numerus="yes">
        <source>%n text(s) written</source>
        <translation>
            <numerusform>%n text written</numerusform>
            <numerusform>%n texts written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in the queue</source>
        <translation>
            <numerusform>%n file in the queue</numerusform>
            <numerusform>%n files in the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordTable</name>
    <message numerus="yes">
        <source>heard %n time(s)</source>
        <translation>
            <numerusform>heard once</numerusform>
            <numerusform>heard %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WordsSheet</name>
    <message numerus="yes">
        <source>and %n more line(s) that can&apos;t be read</source>
        <translation>
            <numerusform>and %n more line that can&apos;t be read</numerusform>
            <numerusform>and %n more lines that can&apos;t be read</numerusform>
        </translation>
    </message>
</context>
</TS>
