<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Adding</name>
    <message>
        <source>Name on the Hugging Face hub</source>
        <translation>Name im Hugging-Face-Hub</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Ask the hub how large it is; nothing is downloaded yet</source>
        <translation>Fragt den Hub nach der Größe; noch wird nichts geladen</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>A Wav2Vec2 model on this computer, used where it lies</source>
        <translation>Ein Wav2Vec2-Modell auf diesem Rechner; es bleibt, wo es liegt</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Ordner importieren…</translation>
    </message>
    <message>
        <source>A model that was copied from another computer</source>
        <translation>Ein Modell, das von einem anderen Rechner kopiert wurde</translation>
    </message>
    <message>
        <source>Import a ZIP…</source>
        <translation>ZIP importieren…</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>Was gerade geschieht</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>Neues Modell</translation>
    </message>
    <message>
        <source>Asking the hub for {}…</source>
        <translation>Der Hub wird nach {} gefragt…</translation>
    </message>
    <message>
        <source>licence not said</source>
        <translation>Lizenz nicht angegeben</translation>
    </message>
    <message>
        <source>{}: {} to download, {}.</source>
        <translation>{}: {} zu laden, {}.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Checking {}: {} of {}</source>
        <translation>{} wird geprüft: {} von {}</translation>
    </message>
    <message>
        <source>Downloading {}: {} of {}</source>
        <translation>{} wird geladen: {} von {}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Folder of a Wav2Vec2 model</source>
        <translation>Ordner eines Wav2Vec2-Modells</translation>
    </message>
    <message>
        <source>ZIP of a Wav2Vec2 model</source>
        <translation>ZIP eines Wav2Vec2-Modells</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>ZIP-Dateien (*.zip)</translation>
    </message>
</context>
<context>
    <name>CaptionsView</name>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation>Vergangene Zeit</translation>
    </message>
    <message>
        <source>What to listen to</source>
        <translation>Was gehört wird</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder stoppen</translation>
    </message>
    <message>
        <source>Names and words to listen for</source>
        <translation>Namen und Wörter, auf die geachtet wird</translation>
    </message>
    <message>
        <source>Mark this moment, to find it again</source>
        <translation>Diesen Augenblick markieren, um ihn wiederzufinden</translation>
    </message>
    <message>
        <source>Captions above all other windows</source>
        <translation>Untertitel über allen anderen Fenstern</translation>
    </message>
    <message>
        <source>Save the text or subtitles</source>
        <translation>Text oder Untertitel speichern</translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation>Standardmikrofon</translation>
    </message>
    <message>
        <source>Sound of this computer</source>
        <translation>Ton dieses Rechners</translation>
    </message>
    <message>
        <source>Microphone and computer</source>
        <translation>Mikrofon und Rechner</translation>
    </message>
    <message>
        <source>Sound of {}</source>
        <translation>Ton von {}</translation>
    </message>
    <message>
        <source>The model&apos;s language</source>
        <translation>Sprache des Modells</translation>
    </message>
    <message>
        <source>More languages…</source>
        <translation>Weitere Sprachen…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Wird beendet…</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>This session is not kept: {}</source>
        <translation>Diese Sitzung wird nicht aufbewahrt: {}</translation>
    </message>
</context>
<context>
    <name>CorrectionHints</name>
    <message>
        <source>Listen for “{}” from now on?</source>
        <translation>Ab jetzt auf „{}“ achten?</translation>
    </message>
    <message>
        <source>Add to Words</source>
        <translation>Zu den Wörtern</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>Not found: {}</source>
        <translation>Nicht gefunden: {}</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n Stelle ersetzt</numerusform>
            <numerusform>%n Stellen ersetzt</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation>Mit Zeiten kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Print with times…</source>
        <translation>Mit Zeiten drucken…</translation>
    </message>
    <message>
        <source>Print without times…</source>
        <translation>Ohne Zeiten drucken…</translation>
    </message>
    <message>
        <source>PDF with times…</source>
        <translation>PDF mit Zeiten…</translation>
    </message>
    <message>
        <source>PDF without times…</source>
        <translation>PDF ohne Zeiten…</translation>
    </message>
    <message>
        <source>Next doubtful word</source>
        <translation>Nächstes zweifelhaftes Wort</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>No words.</source>
        <translation>Keine Wörter.</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>{} % sure</source>
        <translation>{} % sicher</translation>
    </message>
    <message>
        <source>(no word)</source>
        <translation>(kein Wort)</translation>
    </message>
    <message>
        <source>Alternative {number}: {word}</source>
        <translation>Alternative {number}: {word}</translation>
    </message>
</context>
<context>
    <name>EditorSound</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>EditorView</name>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Words in this place</source>
        <translation>Wörter an dieser Stelle</translation>
    </message>
    <message>
        <source>{word}, at {time}, {percent} % sure</source>
        <translation>{word}, bei {time}, {percent} % sicher</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Nothing is written over: a name that is taken already gets a number.</source>
        <translation>Nichts wird überschrieben: Ein Name, den es schon gibt, bekommt eine Nummer.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>How it begins</source>
        <translation>So beginnt es</translation>
    </message>
    <message>
        <source>Replaced in the name: {stem} (title), {date}, {lang} (language), {model}</source>
        <translation>Im Namen ersetzt: {stem} (Titel), {date} (Datum), {lang} (Sprache), {model} (Modell)</translation>
    </message>
    <message>
        <source>Name: {stem}, {date}, {lang}, {model}</source>
        <translation>Name: {stem}, {date}, {lang}, {model}</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Characters a line</source>
        <translation>Zeichen je Zeile</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Characters a second, to be read</source>
        <translation>Zu lesende Zeichen je Sekunde</translation>
    </message>
    <message>
        <source>Least gap between two</source>
        <translation>Kleinste Lücke dazwischen</translation>
    </message>
    <message>
        <source>Shown before the first word</source>
        <translation>Vor dem ersten Wort gezeigt</translation>
    </message>
    <message>
        <source>Kept after the last word</source>
        <translation>Nach dem letzten Wort gehalten</translation>
    </message>
    <message>
        <source>Folder: {}</source>
        <translation>Ordner: {}</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s)</source>
        <translation>
            <numerusform>%n Transkript</numerusform>
            <numerusform>%n Transkripte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n Datei geschrieben.</numerusform>
            <numerusform>%n Dateien geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not written: {}</source>
        <translation>Nicht geschrieben: {}</translation>
    </message>
    <message>
        <source>Folder for exports</source>
        <translation>Ordner für Exporte</translation>
    </message>
</context>
<context>
    <name>FeedsSheet</name>
    <message>
        <source>Captions for other programs</source>
        <translation>Untertitel für andere Programme</translation>
    </message>
    <message>
        <source>Only programs on this computer can read them, and the page only with the address shown here.</source>
        <translation>Nur Programme auf diesem Rechner können sie lesen, die Seite nur mit der hier gezeigten Adresse.</translation>
    </message>
    <message>
        <source>Append captions to a text file</source>
        <translation>Untertitel an eine Textdatei anhängen</translation>
    </message>
    <message>
        <source>Page for OBS and WebSocket</source>
        <translation>Seite für OBS und WebSocket</translation>
    </message>
    <message>
        <source>Address for a browser source in OBS</source>
        <translation>Adresse für eine Browserquelle in OBS</translation>
    </message>
    <message>
        <source>Address for programs (JSON)</source>
        <translation>Adresse für Programme (JSON)</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: {}</source>
        <translation>Kopieren: {}</translation>
    </message>
    <message>
        <source>Text file for captions</source>
        <translation>Textdatei für Untertitel</translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Progress of {}</source>
        <translation>Fortschritt von {}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes it off this list. Its text stays in the history.</source>
        <translation>Nimmt sie aus dieser Liste. Ihr Text bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>no speech was found</source>
        <translation>keine Sprache gefunden</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen…</translation>
    </message>
    <message>
        <source>{}× real time</source>
        <translation>{}× Echtzeit</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Drop audio or video here

or click to choose files</source>
        <translation>Audio oder Video hier ablegen

oder klicken, um Dateien zu wählen</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Alle exportieren…</translation>
    </message>
    <message>
        <source>Save the text of each finished file</source>
        <translation>Den Text jeder fertigen Datei speichern</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not finished when Wavescribe was closed.</source>
        <translation>
            <numerusform>%n Datei war nicht fertig, als Wavescribe geschlossen wurde.</numerusform>
            <numerusform>%n Dateien waren nicht fertig, als Wavescribe geschlossen wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n no audio or video</source>
        <translation>
            <numerusform>%n weder Audio noch Video</numerusform>
            <numerusform>%n weder Audio noch Video</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without sound</source>
        <translation>
            <numerusform>%n ohne Ton</numerusform>
            <numerusform>%n ohne Ton</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <translation>
            <numerusform>%n leer</numerusform>
            <numerusform>%n leer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be read</source>
        <translation>
            <numerusform>%n nicht lesbar</numerusform>
            <numerusform>%n nicht lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the list already</source>
        <translation>
            <numerusform>%n schon in der Liste</numerusform>
            <numerusform>%n schon in der Liste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n file(s) were taken.</source>
        <translation>
            <numerusform>Nur die erste Datei wurde genommen.</numerusform>
            <numerusform>Nur die ersten %n Dateien wurden genommen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were left out: {}.</source>
        <translation>
            <numerusform>%n Datei wurde ausgelassen: {}.</numerusform>
            <numerusform>%n Dateien wurden ausgelassen: {}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Search in everything that was said</source>
        <translation>In allem suchen, was gesagt wurde</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Alles exportieren…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Sessions are kept here, text and sound.
They lie in {}.</source>
        <translation>Sitzungen werden hier aufbewahrt, Text und Ton.
Sie liegen in {}.</translation>
    </message>
    <message>
        <source>Nothing was found. Words in quotes must stand together; case does not matter.</source>
        <translation>Nichts gefunden. Wörter in Anführungszeichen müssen zusammenstehen; Groß- und Kleinschreibung ist gleich.</translation>
    </message>
    <message>
        <source>Text and sound of this session will be removed for good.</source>
        <translation>Text und Ton dieser Sitzung werden endgültig gelöscht.</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
</context>
<context>
    <name>HistoryPlace</name>
    <message numerus="yes">
        <source>%n session(s) are in {}.</source>
        <translation>
            <numerusform>%n Sitzung liegt in {}.</numerusform>
            <numerusform>%n Sitzungen liegen in {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sessions are kept for %n day(s) after their end.</source>
        <translation>
            <numerusform>Sitzungen werden %n Tag nach ihrem Ende aufbewahrt.</numerusform>
            <numerusform>Sitzungen werden %n Tage nach ihrem Ende aufbewahrt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their sound is kept for %n day(s).</source>
        <translation>
            <numerusform>Ihr Ton wird %n Tag aufbewahrt.</numerusform>
            <numerusform>Ihr Ton wird %n Tage aufbewahrt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sessions with marks in them stay.</source>
        <translation>Sitzungen mit Markierungen bleiben.</translation>
    </message>
    <message>
        <source>Sessions are kept until you delete them.</source>
        <translation>Sitzungen bleiben, bis Sie sie löschen.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Title of this session:</source>
        <translation>Titel dieser Sitzung:</translation>
    </message>
    <message>
        <source>Export all sessions</source>
        <translation>Alle Sitzungen exportieren</translation>
    </message>
    <message>
        <source>Import sessions</source>
        <translation>Sitzungen importieren</translation>
    </message>
    <message>
        <source>Exported library (*.zip)</source>
        <translation>Exportierte Bibliothek (*.zip)</translation>
    </message>
</context>
<context>
    <name>KeepAwake</name>
    <message>
        <source>Captions are running</source>
        <translation>Untertitel laufen</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Press a key…</source>
        <translation>Taste drücken…</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Everything can be done by keys; Tab goes from one control to the next. Press a key&apos;s button to change it, Delete for none.</source>
        <translation>Alles geht mit Tasten; Tab führt zum nächsten Bedienelement. Zum Ändern eine Taste hier anklicken; Entf nimmt sie weg.</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>Hier verwenden</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>All keys as at first</source>
        <translation>Alle Tasten wie am Anfang</translation>
    </message>
    <message>
        <source>A key that works in every program: let your desktop&apos;s own keyboard settings run “wavescribe control toggle”, which starts and stops.</source>
        <translation>Eine Taste, die in jedem Programm gilt: Lassen Sie die Tastatureinstellungen Ihres Desktops „wavescribe control toggle“ ausführen; das startet und stoppt.</translation>
    </message>
    <message>
        <source>In the editor</source>
        <translation>Im Editor</translation>
    </message>
    <message>
        <source>{} moves about in the window or belongs to the editor. Take another key.</source>
        <translation>{} führt durch das Fenster oder gehört dem Editor. Nehmen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>{} is the key of “{}”.</source>
        <translation>{} ist die Taste für „{}“.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>LanguageModelSheet</name>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>It knows which words follow each other. One made from your own documents, such as minutes or papers, knows your words. A change takes effect with the next sentence.</source>
        <translation>Es weiß, welche Wörter aufeinander folgen. Eines aus Ihren eigenen Texten, etwa Protokollen oder Aufsätzen, kennt Ihre Wörter. Eine Änderung gilt ab dem nächsten Satz.</translation>
    </message>
    <message>
        <source>Language model in use</source>
        <translation>Verwendetes Sprachmodell</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>The rest is left to the model&apos;s own; 100 uses nothing else</source>
        <translation>Der Rest bleibt dem des Modells; bei 100 gilt nur dieses</translation>
    </message>
    <message>
        <source>Its share beside the model&apos;s own, in percent</source>
        <translation>Sein Anteil neben dem des Modells, in Prozent</translation>
    </message>
    <message>
        <source>More follows the language model, less the sound</source>
        <translation>Mehr folgt dem Sprachmodell, weniger dem Klang</translation>
    </message>
    <message>
        <source>Weight of the language model</source>
        <translation>Gewicht des Sprachmodells</translation>
    </message>
    <message>
        <source>More where words are missing, less where there are too many</source>
        <translation>Mehr, wo Wörter fehlen, weniger, wo es zu viele sind</translation>
    </message>
    <message>
        <source>Bonus for each word</source>
        <translation>Zuschlag je Wort</translation>
    </message>
    <message>
        <source>my words</source>
        <translation>meine Wörter</translation>
    </message>
    <message>
        <source>Name of a new one</source>
        <translation>Name eines neuen</translation>
    </message>
    <message>
        <source>Build from documents…</source>
        <translation>Aus Dokumenten bauen…</translation>
    </message>
    <message>
        <source>Text, Markdown, Word, PDF or subtitles; they stay on this computer</source>
        <translation>Text, Markdown, Word, PDF oder Untertitel; sie bleiben auf diesem Rechner</translation>
    </message>
    <message>
        <source>State of the new language model</source>
        <translation>Stand des neuen Sprachmodells</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>Das des Modells</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n document(s)…</source>
        <translation>
            <numerusform>%n Dokument wird gelesen…</numerusform>
            <numerusform>%n Dokumente werden gelesen…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Built: %n word(s). It is in use from the next sentence.</source>
        <translation>
            <numerusform>Fertig: %n Wort. Es gilt ab dem nächsten Satz.</numerusform>
            <numerusform>Fertig: %n Wörter. Es gilt ab dem nächsten Satz.</numerusform>
        </translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>wie das Modell</translation>
    </message>
    <message>
        <source>KenLM models (*.arpa *.bin *.binary *.klm)</source>
        <translation>KenLM-Modelle (*.arpa *.bin *.binary *.klm)</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Documents ({})</source>
        <translation>Dokumente ({})</translation>
    </message>
</context>
<context>
    <name>LanguagesPlace</name>
    <message>
        <source>Asking the hub for {}…</source>
        <translation>Der Hub wird nach {} gefragt…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Downloading {}: {} of {}</source>
        <translation>{} wird geladen: {} von {}</translation>
    </message>
</context>
<context>
    <name>LanguagesSheet</name>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>With a dot: in memory, and taken up at the next pause in speech. Others are read first.</source>
        <translation>Mit Punkt: im Speicher, gilt ab der nächsten Sprechpause. Andere werden erst gelesen.</translation>
    </message>
    <message>
        <source>Search by name or code</source>
        <translation>Nach Name oder Kürzel suchen</translation>
    </message>
    <message>
        <source>Search languages</source>
        <translation>Sprachen suchen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>in the main weights</source>
        <translation>in den Hauptgewichten</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>zum Herunterladen</translation>
    </message>
    <message>
        <source>{} will be deleted from the disk, {}.</source>
        <translation>{} wird von der Platte gelöscht, {}.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>Too loud: the sound is cut off</source>
        <translation>Zu laut: Der Ton wird abgeschnitten</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>↓ Back to live</source>
        <translation>↓ Zurück zu Live</translation>
    </message>
    <message>
        <source>Show the newest caption, and follow</source>
        <translation>Neuesten Untertitel zeigen und folgen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>No sound arrives. Is the microphone muted?</source>
        <translation>Es kommt kein Ton an. Ist das Mikrofon stumm?</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Loading the model. You can speak already: nothing is lost.</source>
        <translation>Modell wird geladen. Sie können schon sprechen: Nichts geht verloren.</translation>
    </message>
    <message>
        <source>Waiting for the microphone…</source>
        <translation>Warten auf das Mikrofon…</translation>
    </message>
    <message>
        <source>Captioning what was heard last…</source>
        <translation>Das zuletzt Gehörte wird untertitelt…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Stopped by a problem</source>
        <translation>Wegen eines Problems angehalten</translation>
    </message>
    <message>
        <source>Use the default microphone</source>
        <translation>Standardmikrofon verwenden</translation>
    </message>
    <message>
        <source>lag {} s</source>
        <translation>Rückstand {} s</translation>
    </message>
    <message>
        <source>final {} s</source>
        <translation>endgültig {} s</translation>
    </message>
    <message>
        <source>revisions {}/min</source>
        <translation>Änderungen {}/min</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) lost</source>
        <translation>
            <numerusform>%n Abtastwert verloren</numerusform>
            <numerusform>%n Abtastwerte verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>Other model…</source>
        <translation>Anderes Modell…</translation>
    </message>
    <message>
        <source>Press Space, or Start, and speak.
The words appear here as you say them. Nothing leaves this computer.

{} will be heard.</source>
        <translation>Leertaste oder Start drücken und sprechen.
Die Wörter erscheinen hier, während Sie sie sagen. Nichts verlässt diesen Rechner.

Gehört wird: {}.</translation>
    </message>
    <message>
        <source>Words {}</source>
        <translation>Wörter {}</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
</context>
<context>
    <name>LivePlace</name>
    <message>
        <source>No microphone was found. Plug one in; files work without.</source>
        <translation>Kein Mikrofon gefunden. Schließen Sie eines an; Dateien gehen auch ohne.</translation>
    </message>
</context>
<context>
    <name>MachineOffer</name>
    <message>
        <source>Stop the captions first: measuring takes the whole processor.</source>
        <translation>Erst die Untertitel stoppen: Das Messen braucht den ganzen Prozessor.</translation>
    </message>
    <message>
        <source>Measuring this computer; that takes less than a minute…</source>
        <translation>Dieser Rechner wird gemessen; das dauert weniger als eine Minute…</translation>
    </message>
    <message>
        <source>This computer keeps real time with large models, with room to spare ({}).</source>
        <translation>Dieser Rechner schafft große Modelle in Echtzeit, mit Reserve ({}).</translation>
    </message>
    <message>
        <source>This computer keeps real time with base models, with room to spare ({}).</source>
        <translation>Dieser Rechner schafft Basismodelle in Echtzeit, mit Reserve ({}).</translation>
    </message>
    <message>
        <source>The bundled model suits this computer; larger ones serve for files ({}).</source>
        <translation>Das mitgelieferte Modell passt zu diesem Rechner; größere taugen für Dateien ({}).</translation>
    </message>
    <message>
        <source>Other programs were busy meanwhile: it may be faster.</source>
        <translation>Andere Programme waren derweil beschäftigt: Er kann schneller sein.</translation>
    </message>
    <message>
        <source>See a model for it</source>
        <translation>Ein passendes Modell zeigen</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Dieses verwenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Look for microphones</source>
        <translation>Mikrofone suchen</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Wavescribe crashed when it ran last. What was heard is on disk: History offers to recover it.</source>
        <translation>Wavescribe ist beim letzten Mal abgestürzt. Das Gehörte liegt auf der Platte: Der Verlauf bietet an, es wiederherzustellen.</translation>
    </message>
    <message>
        <source>Something went wrong in Wavescribe. What was heard and said is on disk.</source>
        <translation>In Wavescribe ist etwas schiefgegangen. Gehörtes und Text liegen auf der Platte.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Einzelheiten…</translation>
    </message>
    <message>
        <source>Audio or video</source>
        <translation>Audio oder Video</translation>
    </message>
    <message>
        <source>Wavescribe (finishing…)</source>
        <translation>Wavescribe (wird beendet…)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ModelChanges</name>
    <message>
        <source>Downloading {}…</source>
        <translation>{} wird geladen…</translation>
    </message>
    <message>
        <source>{} is here, whole and checked.</source>
        <translation>{} ist da, vollständig und geprüft.</translation>
    </message>
    <message>
        <source>{} holds no whole Wav2Vec2 recognition model; choose another folder.</source>
        <translation>{} enthält kein vollständiges Wav2Vec2-Erkennungsmodell; wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{} is on the list.</source>
        <translation>{} steht auf der Liste.</translation>
    </message>
    <message>
        <source>Copying {}…</source>
        <translation>{} wird kopiert…</translation>
    </message>
    <message>
        <source>{} is imported.</source>
        <translation>{} ist importiert.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Download the rest</source>
        <translation>Den Rest laden</translation>
    </message>
    <message>
        <source>Languages…</source>
        <translation>Sprachen…</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
    <message>
        <source>comes with Wavescribe</source>
        <translation>gehört zu Wavescribe</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>a folder of yours</source>
        <translation>ein Ordner von Ihnen</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>heruntergeladen</translation>
    </message>
    <message>
        <source>{} on disk</source>
        <translation>{} auf der Platte</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Not whole: {} is missing.</source>
        <translation>Unvollständig: {} fehlt.</translation>
    </message>
    <message>
        <source>licence not said</source>
        <translation>Lizenz nicht angegeben</translation>
    </message>
    <message>
        <source>labels: {}</source>
        <translation>Zeichen: {}</translation>
    </message>
    <message>
        <source>{} of {} languages are here</source>
        <translation>{} von {} Sprachen sind da</translation>
    </message>
    <message>
        <source>{} and its {} will be deleted from the disk.</source>
        <translation>{} und seine {} werden von der Platte gelöscht.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Endgültig löschen</translation>
    </message>
</context>
<context>
    <name>ModelsSheet</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Nothing is downloaded unless you ask for it. Another model is used from the next start on.</source>
        <translation>Nichts wird ungefragt geladen. Ein anderes Modell gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Model in memory</source>
        <translation>Modell im Speicher</translation>
    </message>
    <message>
        <source>Leaves memory when idle for</source>
        <translation>Verlässt den Speicher nach einer Ruhe von</translation>
    </message>
    <message>
        <source>The model leaves memory when idle for</source>
        <translation>Das Modell verlässt den Speicher nach einer Ruhe von</translation>
    </message>
    <message>
        <source>No model is in memory.</source>
        <translation>Kein Modell ist im Speicher.</translation>
    </message>
    <message>
        <source>In memory: {}, {}</source>
        <translation>Im Speicher: {}, {}</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>It stays</source>
        <translation>Es bleibt</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Wayland does not let a program keep a window on top or choose its place. Drag the overlay where you want it, and choose “Always on top” in its window menu (Alt+Space); or start Wavescribe with QT_QPA_PLATFORM=xcb. The projector window and the page for OBS work as everywhere.</source>
        <translation>Wayland erlaubt keinem Programm, ein Fenster oben zu halten oder seinen Platz zu wählen. Ziehen Sie das Overlay an seinen Platz und wählen Sie „Immer im Vordergrund“ in seinem Fenstermenü (Alt+Leertaste); oder starten Sie Wavescribe mit QT_QPA_PLATFORM=xcb. Beamerfenster und OBS-Seite gehen wie überall.</translation>
    </message>
</context>
<context>
    <name>OverlayWindow</name>
    <message>
        <source>Wavescribe captions</source>
        <translation>Wavescribe-Untertitel</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Untertitel-Overlay</translation>
    </message>
    <message>
        <source>Captions appear here.</source>
        <translation>Hier erscheinen die Untertitel.</translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>The main window makes it clickable again</source>
        <translation>Das Hauptfenster macht es wieder klickbar</translation>
    </message>
    <message>
        <source>Look…</source>
        <translation>Aussehen…</translation>
    </message>
    <message>
        <source>Font, size, colours and lines</source>
        <translation>Schrift, Größe, Farben und Zeilen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>PlaybackBar</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play or pause (Space; Ctrl+Space while writing)</source>
        <translation>Abspielen oder Pause (Leertaste; Strg+Leertaste beim Schreiben)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Loop line</source>
        <translation>Zeile wiederholen</translation>
    </message>
    <message>
        <source>Play this line again and again (L)</source>
        <translation>Diese Zeile immer wieder abspielen (L)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Keep the word that is heard in view (F)</source>
        <translation>Das gehörte Wort im Blick behalten (F)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed; the pitch stays ([ slower, ] faster)</source>
        <translation>Tempo; die Tonhöhe bleibt ([ langsamer, ] schneller)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>An den Drucker gesendet.</translation>
    </message>
    <message>
        <source>Not written: {}</source>
        <translation>Nicht geschrieben: {}</translation>
    </message>
    <message>
        <source>Written: {}</source>
        <translation>Geschrieben: {}</translation>
    </message>
</context>
<context>
    <name>ProblemSheet</name>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefging</translation>
    </message>
    <message>
        <source>A fault of Wavescribe&apos;s own. The report names no file of yours and nothing that was said. Nothing is sent; you may copy it.</source>
        <translation>Ein Fehler in Wavescribe selbst. Der Bericht nennt keine Ihrer Dateien und nichts, was gesagt wurde. Nichts wird gesendet; Sie können ihn kopieren.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Bericht kopieren</translation>
    </message>
</context>
<context>
    <name>ProjectorWindow</name>
    <message>
        <source>Wavescribe captions (projector)</source>
        <translation>Wavescribe-Untertitel (Beamer)</translation>
    </message>
    <message>
        <source>Projector captions</source>
        <translation>Beamer-Untertitel</translation>
    </message>
    <message>
        <source>Captions appear here.  F: full screen  ·  Escape: close</source>
        <translation>Hier erscheinen die Untertitel.  F: Vollbild  ·  Esc: schließen</translation>
    </message>
</context>
<context>
    <name>RereadSheet</name>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>What was heard is decoded again with the words and the language model of now. Words that you corrected by hand stay. Take over what is better.</source>
        <translation>Das Gehörte wird mit den jetzigen Wörtern und dem jetzigen Sprachmodell neu gelesen. Von Hand Verbessertes bleibt. Übernehmen Sie, was besser ist.</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Choose all differences</source>
        <translation>Alle Unterschiede wählen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Choose no difference</source>
        <translation>Keinen Unterschied wählen</translation>
    </message>
    <message>
        <source>Reading again…</source>
        <translation>Wird neu gelesen…</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>Nichts würde sich ändern.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) would change:</source>
        <translation>
            <numerusform>%n Stelle würde sich ändern:</numerusform>
            <numerusform>%n Stellen würden sich ändern:</numerusform>
        </translation>
    </message>
    <message>
        <source>{}
add “{}”</source>
        <translation>{}
„{}“ hinzufügen</translation>
    </message>
    <message>
        <source>{}
remove “{}”</source>
        <translation>{}
„{}“ entfernen</translation>
    </message>
    <message>
        <source>{}
“{}” becomes “{}”</source>
        <translation>{}
„{}“ wird „{}“</translation>
    </message>
    <message>
        <source>Take over {}</source>
        <translation>{} übernehmen</translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <source>There is no session that was kept. Start one with “Keep sessions” on.</source>
        <translation>Es gibt keine aufbewahrte Sitzung. Starten Sie eine mit „Sitzungen aufbewahren“.</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>No speech was found in this recording.</source>
        <translation>In dieser Aufnahme wurde keine Sprache gefunden.</translation>
    </message>
</context>
<context>
    <name>RollingText</name>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
</context>
<context>
    <name>ScreensSheet</name>
    <message>
        <source>Overlay and projector</source>
        <translation>Overlay und Beamer</translation>
    </message>
    <message>
        <source>The overlay lies above all other windows; the projector window fills a second screen.</source>
        <translation>Das Overlay liegt über allen Fenstern; das Beamerfenster füllt einen zweiten Bildschirm.</translation>
    </message>
    <message>
        <source>Show the overlay</source>
        <translation>Overlay zeigen</translation>
    </message>
    <message>
        <source>Let clicks through it</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>The overlay can&apos;t be dragged then</source>
        <translation>Das Overlay lässt sich dann nicht ziehen</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Weiß auf Schwarz</translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation>Gelb auf Schwarz</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Schwarz auf Weiß</translation>
    </message>
    <message>
        <source>White on blue</source>
        <translation>Weiß auf Blau</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schrift</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Größe des Textes</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Opacity of the plate</source>
        <translation>Deckkraft der Fläche</translation>
    </message>
    <message>
        <source>Screen for the projector window</source>
        <translation>Bildschirm für das Beamerfenster</translation>
    </message>
    <message>
        <source>Projector window on</source>
        <translation>Beamerfenster auf</translation>
    </message>
    <message>
        <source>Size of its text</source>
        <translation>Größe seines Textes</translation>
    </message>
    <message>
        <source>Show the projector window</source>
        <translation>Beamerfenster zeigen</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>no words</source>
        <translation>keine Wörter</translation>
    </message>
    <message>
        <source>   · cut off, can be recovered</source>
        <translation>   · abgebrochen, wiederherstellbar</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Start or stop</source>
        <translation>Starten oder stoppen</translation>
    </message>
    <message>
        <source>Words to listen for</source>
        <translation>Wörter, auf die geachtet wird</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Diesen Augenblick markieren</translation>
    </message>
    <message>
        <source>Stop scrolling, or follow again</source>
        <translation>Stehen bleiben oder wieder folgen</translation>
    </message>
    <message>
        <source>Back to the newest caption</source>
        <translation>Zurück zum neuesten Untertitel</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>Let clicks through the overlay</source>
        <translation>Klicks durch das Overlay lassen</translation>
    </message>
    <message>
        <source>Projector window</source>
        <translation>Beamerfenster</translation>
    </message>
    <message>
        <source>Look of overlay and projector</source>
        <translation>Aussehen von Overlay und Beamer</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Captions for other programs</source>
        <translation>Untertitel für andere Programme</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Show times</source>
        <translation>Zeiten zeigen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Play or pause (Ctrl+Space while writing)</source>
        <translation>Abspielen oder Pause (Strg+Leertaste beim Schreiben)</translation>
    </message>
    <message>
        <source>Hear the word</source>
        <translation>Das Wort hören</translation>
    </message>
    <message>
        <source>Loop the line, follow, slower, faster</source>
        <translation>Zeile wiederholen, folgen, langsamer, schneller</translation>
    </message>
    <message>
        <source>Next doubtful word (Shift: the one before)</source>
        <translation>Nächstes zweifelhaftes Wort (Umschalt: voriges)</translation>
    </message>
    <message>
        <source>Take an alternative</source>
        <translation>Eine Alternative nehmen</translation>
    </message>
    <message>
        <source>Write in place of the word, remove it</source>
        <translation>Wort überschreiben, entfernen</translation>
    </message>
    <message>
        <source>Begin a line here, or join it to the one before</source>
        <translation>Hier eine Zeile beginnen oder an die vorige hängen</translation>
    </message>
    <message>
        <source>Move the word&apos;s start (Shift: its end)</source>
        <translation>Wortanfang verschieben (Umschalt: Wortende)</translation>
    </message>
    <message>
        <source>Undo, redo</source>
        <translation>Rückgängig, wiederholen</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Title of the session</source>
        <translation>Titel der Sitzung</translation>
    </message>
    <message>
        <source>Title of the session; click to change it</source>
        <translation>Titel der Sitzung; zum Ändern klicken</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Files {}</source>
        <translation>Dateien {}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Overlay</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Wavescribe: loading the model</source>
        <translation>Wavescribe: lädt das Modell</translation>
    </message>
    <message>
        <source>Wavescribe: listening</source>
        <translation>Wavescribe: hört zu</translation>
    </message>
    <message>
        <source>Wavescribe: waiting for the microphone</source>
        <translation>Wavescribe: wartet auf das Mikrofon</translation>
    </message>
    <message>
        <source>Wavescribe: finishing</source>
        <translation>Wavescribe: wird beendet</translation>
    </message>
    <message>
        <source>Wavescribe: stopped by a problem</source>
        <translation>Wavescribe: wegen eines Problems angehalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
</context>
<context>
    <name>WaveformStrip</name>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Click to play from here; the wheel zooms; drag a line&apos;s edge to move it (+ - ← →)</source>
        <translation>Klick spielt ab hier; das Mausrad zoomt; Zeilenränder lassen sich ziehen (+ - ← →)</translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Languages…</source>
        <translation>Sprachen…</translation>
    </message>
    <message>
        <source>What suits this computer…</source>
        <translation>Was zu diesem Rechner passt…</translation>
    </message>
    <message>
        <source>Language model…</source>
        <translation>Sprachmodell…</translation>
    </message>
    <message>
        <source>Overlay and projector…</source>
        <translation>Overlay und Beamer…</translation>
    </message>
    <message>
        <source>Let clicks through the overlay</source>
        <translation>Klicks durch das Overlay lassen</translation>
    </message>
    <message>
        <source>Projector window</source>
        <translation>Beamerfenster</translation>
    </message>
    <message>
        <source>Captions for other programs…</source>
        <translation>Untertitel für andere Programme…</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Show times</source>
        <translation>Zeiten zeigen</translation>
    </message>
    <message>
        <source>Sentences, punctuation and digits</source>
        <translation>Sätze, Satzzeichen und Ziffern</translation>
    </message>
    <message>
        <source>Mask coarse words</source>
        <translation>Derbe Wörter verdecken</translation>
    </message>
    <message>
        <source>Keep sessions (text and sound)</source>
        <translation>Sitzungen aufbewahren (Text und Ton)</translation>
    </message>
    <message>
        <source>Use the default microphone when mine is unplugged</source>
        <translation>Standardmikrofon verwenden, wenn meines fehlt</translation>
    </message>
    <message>
        <source>Keep the screen on while listening</source>
        <translation>Bildschirm beim Zuhören anlassen</translation>
    </message>
    <message>
        <source>Closing leaves Wavescribe in the tray</source>
        <translation>Beim Schließen in der Leiste bleiben</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Language of this window</source>
        <translation>Sprache dieses Fensters</translation>
    </message>
    <message>
        <source>Show at once</source>
        <translation>Sofort zeigen</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Show when settled</source>
        <translation>Erst zeigen, wenn sie feststehen</translation>
    </message>
    <message>
        <source>Words that are still forming</source>
        <translation>Noch entstehende Wörter</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Very doubtful</source>
        <translation>Sehr zweifelhafte</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Zweifelhafte</translation>
    </message>
    <message>
        <source>All but certain</source>
        <translation>Alle nicht sicheren</translation>
    </message>
    <message>
        <source>Words to underline</source>
        <translation>Wörter unterstreichen</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>After a week</source>
        <translation>Nach einer Woche</translation>
    </message>
    <message>
        <source>After a month</source>
        <translation>Nach einem Monat</translation>
    </message>
    <message>
        <source>After a year</source>
        <translation>Nach einem Jahr</translation>
    </message>
    <message>
        <source>Delete old sessions</source>
        <translation>Alte Sitzungen löschen</translation>
    </message>
    <message>
        <source>Delete the sound of old sessions</source>
        <translation>Ton alter Sitzungen löschen</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>The language changes when Wavescribe is started again.</source>
        <translation>Die Sprache ändert sich beim nächsten Start von Wavescribe.</translation>
    </message>
    <message>
        <source>From the next start on. Sessions with marks in them are never deleted by themselves.</source>
        <translation>Gilt ab dem nächsten Start. Sitzungen mit Markierungen werden nie von selbst gelöscht.</translation>
    </message>
</context>
<context>
    <name>WordTable</name>
    <message>
        <source>weight {} of 3 ({:g}); press 1, 2 or 3</source>
        <translation>Gewicht {} von 3 ({:g}); 1, 2 oder 3 drücken</translation>
    </message>
    <message numerus="yes">
        <source>heard %n time(s)</source>
        <translation>
            <numerusform>%n-mal gehört</numerusform>
            <numerusform>%n-mal gehört</numerusform>
        </translation>
    </message>
    <message>
        <source>Word or phrase</source>
        <translation>Wort oder Wendung</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>{} (the model has no {})</source>
        <translation>{} (dem Modell fehlt {})</translation>
    </message>
</context>
<context>
    <name>WordsSheet</name>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Names and words to listen for. A change takes effect with the next sentence.</source>
        <translation>Namen und Wörter, auf die geachtet wird. Eine Änderung gilt ab dem nächsten Satz.</translation>
    </message>
    <message>
        <source>Add a word or phrase</source>
        <translation>Wort oder Wendung hinzufügen</translation>
    </message>
    <message>
        <source>Paste a list</source>
        <translation>Liste einfügen</translation>
    </message>
    <message>
        <source>A word or phrase a line, from the clipboard</source>
        <translation>Ein Wort oder eine Wendung je Zeile, aus der Zwischenablage</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>A text or CSV file: word, weight</source>
        <translation>Eine Text- oder CSV-Datei: Wort, Gewicht</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Take the selected words out (Delete)</source>
        <translation>Gewählte Wörter herausnehmen (Entf)</translation>
    </message>
    <message>
        <source>Re-read this session…</source>
        <translation>Diese Sitzung neu lesen…</translation>
    </message>
    <message>
        <source>Decode it again with these words, and see what changes</source>
        <translation>Mit diesen Wörtern neu lesen und sehen, was sich ändert</translation>
    </message>
    <message>
        <source>Words to listen for</source>
        <translation>Wörter, auf die geachtet wird</translation>
    </message>
    <message>
        <source>There is no word in it. Write one a line.</source>
        <translation>Darin steht kein Wort. Schreiben Sie eines je Zeile.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more line(s) that can&apos;t be read</source>
        <translation>
            <numerusform>und %n weitere Zeile, die nicht gelesen werden kann</numerusform>
            <numerusform>und %n weitere Zeilen, die nicht gelesen werden können</numerusform>
        </translation>
    </message>
    <message>
        <source>{} cannot be read: {}</source>
        <translation>{} kann nicht gelesen werden: {}</translation>
    </message>
    <message>
        <source>{} is too large for a list of words.</source>
        <translation>{} ist zu groß für eine Wörterliste.</translation>
    </message>
    <message>
        <source>List of words</source>
        <translation>Wörterliste</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv)</source>
        <translation>Listen (*.txt *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
</TS>
