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
    <name>AlignSheet</name>
    <message>
        <source>Align a text</source>
        <translation>Einen Text zuordnen</translation>
    </message>
    <message>
        <source>A text of yours gets the times at which its words are spoken. [...] stands for what it lacks.</source>
        <translation>Ein eigener Text bekommt die Zeiten, zu denen seine Wörter gesprochen werden. [...] steht für das, was ihm fehlt.</translation>
    </message>
    <message>
        <source>Choose a recording…</source>
        <translation>Aufnahme wählen…</translation>
    </message>
    <message>
        <source>Text to align</source>
        <translation>Text, der zugeordnet wird</translation>
    </message>
    <message>
        <source>Paste what is said in it, a line a caption</source>
        <translation>Einfügen, was darin gesagt wird, je Untertitel eine Zeile</translation>
    </message>
    <message>
        <source>Open a text…</source>
        <translation>Text öffnen…</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>Recording: {}</source>
        <translation>Aufnahme: {}</translation>
    </message>
    <message>
        <source>In place of the text of {}; Undo brings that back.</source>
        <translation>Anstelle des Textes von {}; Rückgängig bringt ihn zurück.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Audio or video</source>
        <translation>Audio oder Video</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>Text öffnen</translation>
    </message>
</context>
<context>
    <name>Aligning</name>
    <message>
        <source>No text was aligned to {title}: {problem}</source>
        <translation>{title} wurde kein Text zugeordnet: {problem}</translation>
    </message>
    <message>
        <source>Change the text…</source>
        <translation>Text ändern…</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) of the text have their times in {}.</source>
        <translation>
            <numerusform>%n Wort des Textes hat seine Zeit in {}.</numerusform>
            <numerusform>%n Wörter des Textes haben ihre Zeiten in {}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Aligning the text of {title}: {percent} %</source>
        <translation>Text von {title} wird zugeordnet: {percent} %</translation>
    </message>
</context>
<context>
    <name>AutomaticLanguageSheet</name>
    <message>
        <source>Automatic language</source>
        <translation>Automatische Sprache</translation>
    </message>
    <message>
        <source>At each pause it is heard which of these languages is spoken. A model for that, such as MMS-LID, has to be on this computer.</source>
        <translation>In jeder Pause wird gehört, welche dieser Sprachen gesprochen wird. Ein Modell dafür, etwa MMS-LID, muss auf diesem Computer sein.</translation>
    </message>
    <message>
        <source>Languages that may be spoken</source>
        <translation>Sprachen, die gesprochen werden können</translation>
    </message>
    <message>
        <source>Model that tells them apart: its name or folder</source>
        <translation>Modell, das sie unterscheidet: Name oder Ordner</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose among these</source>
        <translation>Unter diesen wählen</translation>
    </message>
    <message>
        <source>Folder of the model that tells languages apart</source>
        <translation>Ordner des Modells, das Sprachen unterscheidet</translation>
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
        <source>Automatic…</source>
        <translation>Automatisch…</translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>Keine gewählt</translation>
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
        <source>{} Recognition goes on without it.</source>
        <translation>{} Die Erkennung geht ohne es weiter.</translation>
    </message>
    <message>
        <source>This session is not kept: {}</source>
        <translation>Diese Sitzung wird nicht aufbewahrt: {}</translation>
    </message>
    <message>
        <source>The language is heard from the next start on.</source>
        <translation>Die Sprache wird ab dem nächsten Start gehört.</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source> (asked for: {})</source>
        <translation> (verlangt war: {})</translation>
    </message>
    <message>
        <source>Another Wavescribe is transcribing this file.</source>
        <translation>Ein anderes Wavescribe transkribiert diese Datei gerade.</translation>
    </message>
    <message>
        <source>Captions are no longer written to {} ({}).</source>
        <translation>In {} werden keine Untertitel mehr geschrieben ({}).</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE forbids downloads; unset it, or import a file.</source>
        <translation>HF_HUB_OFFLINE verbietet Downloads; heben Sie es auf, oder importieren Sie eine Datei.</translation>
    </message>
    <message>
        <source>Install a loopback device such as BlackHole; it then appears among the microphones.</source>
        <translation>Installieren Sie ein Loopback-Gerät wie BlackHole; es erscheint dann unter den Mikrofonen.</translation>
    </message>
    <message>
        <source>Install the recorder of PulseAudio or PipeWire (Debian and Ubuntu: pulseaudio-utils).</source>
        <translation>Installieren Sie das Aufnahmeprogramm von PulseAudio oder PipeWire (Debian und Ubuntu: pulseaudio-utils).</translation>
    </message>
    <message>
        <source>Its text has been written meanwhile.</source>
        <translation>Sein Text wurde inzwischen geschrieben.</translation>
    </message>
    <message>
        <source>Language model {} cannot be read ({}).</source>
        <translation>Das Sprachmodell {} kann nicht gelesen werden ({}).</translation>
    </message>
    <message>
        <source>Language model {} does not exist; give a KenLM file (.arpa or .bin).</source>
        <translation>Das Sprachmodell {} gibt es nicht; geben Sie eine KenLM-Datei an (.arpa oder .bin).</translation>
    </message>
    <message>
        <source>Language model {} is cut short; copy or build it again.</source>
        <translation>Das Sprachmodell {} ist abgeschnitten; kopieren oder bauen Sie es neu.</translation>
    </message>
    <message>
        <source>Language model {} is damaged or of another version ({}); build or copy it again.</source>
        <translation>Das Sprachmodell {} ist beschädigt oder aus einer anderen Version ({}); bauen oder kopieren Sie es neu.</translation>
    </message>
    <message>
        <source>Language model {} is damaged, cut short or of more than {} words&apos; order; copy or build it again.</source>
        <translation>Das Sprachmodell {} ist beschädigt, abgeschnitten oder von höherer Ordnung als {} Wörter; kopieren oder bauen Sie es neu.</translation>
    </message>
    <message>
        <source>Listening to {}.</source>
        <translation>Gehört wird {}.</translation>
    </message>
    <message>
        <source>No device of this machine could compute a network; choose the bundled model on device cpu.</source>
        <translation>Kein Gerät dieses Computers konnte ein Netz berechnen; wählen Sie das mitgelieferte Modell auf dem Gerät cpu.</translation>
    </message>
    <message>
        <source>Order {} cannot be had; choose one of {} to {}.</source>
        <translation>Die Ordnung {} gibt es nicht; wählen Sie eine von {} bis {}.</translation>
    </message>
    <message>
        <source>PortAudio is missing; install it (Debian and Ubuntu: libportaudio2).</source>
        <translation>PortAudio fehlt; installieren Sie es (Debian und Ubuntu: libportaudio2).</translation>
    </message>
    <message>
        <source>Switch on &quot;Stereo Mix&quot; or install a virtual cable; it then appears among the microphones.</source>
        <translation>Schalten Sie „Stereomix“ ein, oder installieren Sie ein virtuelles Kabel; es erscheint dann unter den Mikrofonen.</translation>
    </message>
    <message>
        <source>The corrected lines are too few to tell whether learning helps; correct some more.</source>
        <translation>Die korrigierten Zeilen sind zu wenige, um zu sagen, ob das Lernen hilft; korrigieren Sie noch einige.</translation>
    </message>
    <message>
        <source>The documents hold no sentence in the model&apos;s letters; give others, or --model.</source>
        <translation>Die Dokumente enthalten keinen Satz in den Buchstaben des Modells; geben Sie andere an, oder --model.</translation>
    </message>
    <message>
        <source>The download was stopped; it goes on from there when it is started again.</source>
        <translation>Der Download wurde angehalten; beim nächsten Start geht er von dort weiter.</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>Der Export wurde angehalten.</translation>
    </message>
    <message>
        <source>The hub cannot be reached ({}); check the network and try again, or import the model from a file.</source>
        <translation>Der Hub ist nicht erreichbar ({}); prüfen Sie das Netz und versuchen Sie es noch einmal, oder importieren Sie das Modell aus einer Datei.</translation>
    </message>
    <message>
        <source>The hub does not say which {} of {} it has; try again later.</source>
        <translation>Der Hub sagt nicht, welches {} von {} er hat; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>The hub has no model {}; check the spelling (OWNER/NAME).</source>
        <translation>Der Hub hat kein Modell {}; prüfen Sie die Schreibweise (OWNER/NAME).</translation>
    </message>
    <message>
        <source>The import was stopped; nothing was kept of it.</source>
        <translation>Der Import wurde angehalten; es wurde nichts davon behalten.</translation>
    </message>
    <message>
        <source>The model gave {} frames for {} samples instead of {}; choose a Wav2Vec2 model with 20 ms frames.</source>
        <translation>Das Modell gab {} Frames für {} Abtastwerte statt {}; wählen Sie ein Wav2Vec2-Modell mit Frames von 20 ms.</translation>
    </message>
    <message>
        <source>The model needs {} MB more than are free in {}; make room there.</source>
        <translation>Das Modell braucht {} MB mehr, als in {} frei sind; schaffen Sie dort Platz.</translation>
    </message>
    <message>
        <source>The settings could not be read ({}); the defaults are used.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden ({}); die Vorgaben werden benutzt.</translation>
    </message>
    <message>
        <source>The settings could not be read and were set aside as {}; the defaults are used.</source>
        <translation>Die Einstellungen konnten nicht gelesen werden und wurden als {} zur Seite gelegt; die Vorgaben werden benutzt.</translation>
    </message>
    <message>
        <source>The text has more than {} million words; build from less of it.</source>
        <translation>Der Text hat mehr als {} Millionen Wörter; bauen Sie aus weniger davon.</translation>
    </message>
    <message>
        <source>The text has no words; give documents with text in them.</source>
        <translation>Der Text hat keine Wörter; geben Sie Dokumente mit Text an.</translation>
    </message>
    <message>
        <source>The text has {} as words; take them out.</source>
        <translation>Der Text hat {} als Wörter; nehmen Sie sie heraus.</translation>
    </message>
    <message>
        <source>The text is too small or too regular to discount its {}-grams; give more text or fallback discounts.</source>
        <translation>Der Text ist zu klein oder zu regelmäßig, um seine {}-Gramme zu diskontieren; geben Sie mehr Text oder Ersatzwerte an.</translation>
    </message>
    <message>
        <source>The text of {} cannot be written to {} ({}).</source>
        <translation>Der Text von {} kann nicht nach {} geschrieben werden ({}).</translation>
    </message>
    <message>
        <source>There are {} minutes of corrected speech, and {} are needed to learn from; correct some more lines.</source>
        <translation>Es gibt {} Minuten korrigierter Sprache, und {} werden zum Lernen gebraucht; korrigieren Sie noch einige Zeilen.</translation>
    </message>
    <message>
        <source>There is no device called {}; choose auto, cpu, cuda or mps.</source>
        <translation>Es gibt kein Gerät namens {}; wählen Sie auto, cpu, cuda oder mps.</translation>
    </message>
    <message>
        <source>There is no number format {}; choose auto, float32, bfloat16, float16 or int8.</source>
        <translation>Es gibt kein Zahlenformat {}; wählen Sie auto, float32, bfloat16, float16 oder int8.</translation>
    </message>
    <message>
        <source>This computer has no usable {} device; choose auto or cpu.</source>
        <translation>Dieser Computer hat kein brauchbares Gerät {}; wählen Sie auto oder cpu.</translation>
    </message>
    <message>
        <source>Thresholds {} cannot prune order {}: give one number an order at most, none smaller than the one before.</source>
        <translation>Die Schwellen {} können die Ordnung {} nicht stutzen: Geben Sie höchstens eine Zahl je Ordnung an, keine kleiner als die davor.</translation>
    </message>
    <message>
        <source>Watching {} failed ({}: {}).</source>
        <translation>Das Überwachen von {} ist gescheitert ({}: {}).</translation>
    </message>
    <message>
        <source>Weights of language models must be above 0.</source>
        <translation>Gewichte von Sprachmodellen müssen über 0 liegen.</translation>
    </message>
    <message>
        <source>a session has another one&apos;s name</source>
        <translation>eine Sitzung hat den Namen einer anderen</translation>
    </message>
    <message>
        <source>a session needs a title; give at least one letter.</source>
        <translation>Eine Sitzung braucht einen Titel; geben Sie mindestens einen Buchstaben ein.</translation>
    </message>
    <message>
        <source>another Wavescribe is running already and is the one that `wavescribe control` reaches.</source>
        <translation>Es läuft schon ein anderes Wavescribe, das `wavescribe control` erreicht.</translation>
    </message>
    <message>
        <source>captions are stored again; nothing is missing.</source>
        <translation>Untertitel werden wieder gespeichert; es fehlt nichts.</translation>
    </message>
    <message>
        <source>captions cannot be served on port {} ({}); choose another port.</source>
        <translation>Untertitel können nicht am Port {} angeboten werden ({}); wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>captions cannot be written to {} ({}); choose another file.</source>
        <translation>Untertitel können nicht in {} geschrieben werden ({}); wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>capturing failed ({}: {}).</source>
        <translation>Die Aufnahme ist fehlgeschlagen ({}: {}).</translation>
    </message>
    <message>
        <source>choose one of {}</source>
        <translation>wählen Sie eines von {}</translation>
    </message>
    <message>
        <source>configuration field num_labels = {}: a whole number is needed.</source>
        <translation>Konfigurationsfeld num_labels = {}: Eine ganze Zahl wird gebraucht.</translation>
    </message>
    <message>
        <source>configuration field {} = {}: {}.</source>
        <translation>Konfigurationsfeld {} = {}: {}.</translation>
    </message>
    <message>
        <source>configuration fields id2label, label2id: tables of labels are needed.</source>
        <translation>Konfigurationsfelder id2label, label2id: Tabellen von Labels werden gebraucht.</translation>
    </message>
    <message>
        <source>decoding {} again was stopped.</source>
        <translation>Das neue Dekodieren von {} wurde angehalten.</translation>
    </message>
    <message>
        <source>hardly a word of the text is heard in the recording. Check that it is the text of this recording, in its language.</source>
        <translation>in der Aufnahme ist kaum ein Wort des Textes zu hören. Prüfen Sie, ob es der Text dieser Aufnahme ist, in ihrer Sprache.</translation>
    </message>
    <message>
        <source>hotword {} has no word; write WORD or WORD:WEIGHT.</source>
        <translation>Der Eintrag {} hat kein Wort; schreiben Sie WORT oder WORT:GEWICHT.</translation>
    </message>
    <message>
        <source>hotword {} has the weight {}; give a number above 0, at most {}.</source>
        <translation>Der Eintrag {} hat das Gewicht {}; geben Sie eine Zahl über 0 an, höchstens {}.</translation>
    </message>
    <message>
        <source>int8 runs on x86 processors with AVX2 only, not on this {}; choose dtype auto.</source>
        <translation>int8 läuft nur auf x86-Prozessoren mit AVX2, nicht auf diesem Gerät ({}); wählen Sie das Zahlenformat auto.</translation>
    </message>
    <message>
        <source>is not clear</source>
        <translation>ist nicht eindeutig</translation>
    </message>
    <message>
        <source>it has no manifest</source>
        <translation>es hat kein Verzeichnis</translation>
    </message>
    <message>
        <source>it has none</source>
        <translation>es hat keine</translation>
    </message>
    <message>
        <source>it has {}</source>
        <translation>es hat {}</translation>
    </message>
    <message>
        <source>it holds a file that no library has</source>
        <translation>es enthält eine Datei, die keine Bibliothek hat</translation>
    </message>
    <message>
        <source>its files lie in one another</source>
        <translation>seine Dateien liegen ineinander</translation>
    </message>
    <message>
        <source>its list of files is not what it must be</source>
        <translation>seine Dateiliste ist nicht, was sie sein muss</translation>
    </message>
    <message>
        <source>its manifest does not fit its files</source>
        <translation>sein Verzeichnis passt nicht zu seinen Dateien</translation>
    </message>
    <message>
        <source>its manifest is another program&apos;s</source>
        <translation>sein Verzeichnis stammt von einem anderen Programm</translation>
    </message>
    <message>
        <source>languages that differ in their script only cannot be told apart; name one of them.</source>
        <translation>Sprachen, die sich nur in der Schrift unterscheiden, kann man nicht auseinanderhören; nennen Sie eine davon.</translation>
    </message>
    <message>
        <source>leave the language out</source>
        <translation>lassen Sie die Sprache weg</translation>
    </message>
    <message>
        <source>line {}: more than {} hotwords; what follows is left out.</source>
        <translation>Zeile {}: mehr als {} Wörter; was folgt, wird weggelassen.</translation>
    </message>
    <message>
        <source>line {}: this is no text in UTF-8; save the list as UTF-8.</source>
        <translation>Zeile {}: Das ist kein Text in UTF-8; speichern Sie die Liste als UTF-8.</translation>
    </message>
    <message>
        <source>line {}: {}</source>
        <translation>Zeile {}: {}</translation>
    </message>
    <message>
        <source>most letters of the text are none that the model knows. Choose the language of the text, or another model.</source>
        <translation>die meisten Buchstaben des Textes kennt das Modell nicht. Wählen Sie die Sprache des Textes oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>no Wavescribe is running; open the window or start `wavescribe listen` first.</source>
        <translation>Es läuft kein Wavescribe; öffnen Sie das Fenster, oder starten Sie erst `wavescribe listen`.</translation>
    </message>
    <message>
        <source>no microphone was found{}; plug one in, or allow access to it in the system&apos;s settings.</source>
        <translation>Es wurde kein Mikrofon gefunden{}; schließen Sie eines an, oder erlauben Sie den Zugriff darauf in den Einstellungen des Systems.</translation>
    </message>
    <message>
        <source>nothing to play sound on was found; plug in headphones or loudspeakers, and play again.</source>
        <translation>Es wurde nichts gefunden, worauf Ton abgespielt werden kann; schließen Sie Kopfhörer oder Lautsprecher an, und spielen Sie noch einmal ab.</translation>
    </message>
    <message>
        <source>nothing was heard here, so no word can be written here.</source>
        <translation>Hier wurde nichts gehört, deshalb kann hier kein Wort geschrieben werden.</translation>
    </message>
    <message>
        <source>nothing was heard in {}, so there is no text to replace.</source>
        <translation>in {} wurde nichts gehört, es gibt also keinen Text zu ersetzen.</translation>
    </message>
    <message>
        <source>nothing was kept of {} to decode again; recover or record it anew.</source>
        <translation>Von {} wurde nichts behalten, das neu dekodiert werden kann; stellen Sie es wieder her, oder nehmen Sie es neu auf.</translation>
    </message>
    <message>
        <source>recognition failed ({}: {}).</source>
        <translation>Die Erkennung ist fehlgeschlagen ({}: {}).</translation>
    </message>
    <message>
        <source>segment {} is damaged ({}); recover the session again.</source>
        <translation>Segment {} ist beschädigt ({}); stellen Sie die Sitzung noch einmal wieder her.</translation>
    </message>
    <message>
        <source>session {} has no segment {}; show it again.</source>
        <translation>Die Sitzung {} hat kein Segment {}; zeigen Sie sie noch einmal an.</translation>
    </message>
    <message>
        <source>session {} is being recorded; stop it first.</source>
        <translation>Die Sitzung {} wird gerade aufgenommen; stoppen Sie sie erst.</translation>
    </message>
    <message>
        <source>speakers are told apart between pauses; record with voice activity for that.</source>
        <translation>Sprecher werden zwischen Pausen unterschieden; nehmen Sie dafür mit Sprachaktivitätserkennung auf.</translation>
    </message>
    <message>
        <source>the X server {} cannot be reached; start Wavescribe on the desktop to type into.</source>
        <translation>Der X-Server {} ist nicht erreichbar; starten Sie Wavescribe auf dem Desktop, in den getippt werden soll.</translation>
    </message>
    <message>
        <source>the X server {} has no {} extension, without which nobody types.</source>
        <translation>Dem X-Server {} fehlt die Erweiterung {}, ohne die nicht getippt werden kann.</translation>
    </message>
    <message>
        <source>the X server {} refuses to be typed into (error {}).</source>
        <translation>Der X-Server {} lässt das Tippen nicht zu (Fehler {}).</translation>
    </message>
    <message>
        <source>the adapter does not fit the model: it {}; take both from one checkpoint.</source>
        <translation>Der Adapter passt nicht zum Modell: Er {}; nehmen Sie beide aus demselben Checkpoint.</translation>
    </message>
    <message>
        <source>the adapter&apos;s lm_head.weight is no matrix; copy the adapter again.</source>
        <translation>lm_head.weight des Adapters ist keine Matrix; kopieren Sie den Adapter noch einmal.</translation>
    </message>
    <message>
        <source>the adapter&apos;s {} has the shape {}, the model needs {}; take both from one checkpoint.</source>
        <translation>{} des Adapters hat die Form {}, das Modell braucht {}; nehmen Sie beide aus demselben Checkpoint.</translation>
    </message>
    <message>
        <source>the audio cannot be kept ({}); free some space.</source>
        <translation>Der Ton kann nicht behalten werden ({}); schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>the checkpoint has {}, for which config.json has no place.</source>
        <translation>Der Checkpoint hat {}, wofür config.json keinen Platz hat.</translation>
    </message>
    <message>
        <source>the checkpoint lacks {}; choose one of this architecture and task (or pass new_head=True to train a new head).</source>
        <translation>Dem Checkpoint fehlt {}; wählen Sie einen dieser Architektur und Aufgabe (oder geben Sie new_head=True an, um einen neuen Kopf zu trainieren).</translation>
    </message>
    <message>
        <source>the checkpoint&apos;s {} has the shape {}, config.json asks for {}; the two files do not belong together.</source>
        <translation>{} des Checkpoints hat die Form {}, config.json verlangt {}; die beiden Dateien gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>the control file cannot be made in {} ({}).</source>
        <translation>Die Steuerdatei kann in {} nicht angelegt werden ({}).</translation>
    </message>
    <message>
        <source>the control file {} cannot be made ({}).</source>
        <translation>Die Steuerdatei {} kann nicht angelegt werden ({}).</translation>
    </message>
    <message>
        <source>the control socket cannot be made in {} ({}).</source>
        <translation>Der Steuer-Socket kann in {} nicht angelegt werden ({}).</translation>
    </message>
    <message>
        <source>the control socket {} cannot be made ({}).</source>
        <translation>Der Steuer-Socket {} kann nicht angelegt werden ({}).</translation>
    </message>
    <message>
        <source>the desktop has ended the typing; switch it on again to go on.</source>
        <translation>Der Desktop hat das Tippen beendet; schalten Sie es wieder ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>the disk does not take the audio ({}); captions go on, it is kept in memory: free some space.</source>
        <translation>Die Festplatte nimmt den Ton nicht an ({}); die Untertitel gehen weiter, der Ton bleibt im Arbeitsspeicher: Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>the disk takes the audio again; nothing is missing.</source>
        <translation>Die Festplatte nimmt den Ton wieder an; es fehlt nichts.</translation>
    </message>
    <message>
        <source>the end of the audio could not be written: the disk is full.</source>
        <translation>Das Ende des Tons konnte nicht geschrieben werden: Die Festplatte ist voll.</translation>
    </message>
    <message>
        <source>the language is chosen at pauses, so it needs voice activity; switch that on.</source>
        <translation>Die Sprache wird in den Pausen gewählt und braucht deshalb die Erkennung von Sprechpausen; schalten Sie sie ein.</translation>
    </message>
    <message>
        <source>the language model of {} could not be downloaded ({}); check the name and the network.</source>
        <translation>Das Sprachmodell von {} konnte nicht heruntergeladen werden ({}); prüfen Sie den Namen und das Netz.</translation>
    </message>
    <message>
        <source>the lexicon in {} cannot be read ({}); copy the model again.</source>
        <translation>das Lexikon in {} kann nicht gelesen werden ({}); kopieren Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>the lexicon in {} lists no word; copy the model again.</source>
        <translation>das Lexikon in {} enthält kein Wort; kopieren Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>the library in {} cannot be opened ({}); choose another folder with --library.</source>
        <translation>Die Bibliothek in {} kann nicht geöffnet werden ({}); wählen Sie mit --library einen anderen Ordner.</translation>
    </message>
    <message>
        <source>the library in {} cannot be read ({}); restore it from a copy.</source>
        <translation>Die Bibliothek in {} kann nicht gelesen werden ({}); stellen Sie sie aus einer Kopie wieder her.</translation>
    </message>
    <message>
        <source>the library in {} cannot be written ({}); free some space on its disk.</source>
        <translation>In die Bibliothek in {} kann nicht geschrieben werden ({}); schaffen Sie Platz auf ihrer Festplatte.</translation>
    </message>
    <message>
        <source>the library in {} was made by a newer Wavescribe; update this one.</source>
        <translation>Die Bibliothek in {} stammt von einem neueren Wavescribe; aktualisieren Sie dieses.</translation>
    </message>
    <message>
        <source>the microphone {} {}; there are: {}.</source>
        <translation>Das Mikrofon {} {}; es gibt: {}.</translation>
    </message>
    <message>
        <source>the model that tells languages apart does not know {}; leave it out.</source>
        <translation>Das Modell, das Sprachen unterscheidet, kennt {} nicht; lassen Sie das weg.</translation>
    </message>
    <message>
        <source>the model was not loaded from a checkpoint: there is no adapter {}.</source>
        <translation>Das Modell wurde nicht aus einem Checkpoint geladen: Es gibt keinen Adapter {}.</translation>
    </message>
    <message>
        <source>the name {} has a brace that is not closed; close it.</source>
        <translation>Der Name {} hat eine Klammer, die nicht geschlossen ist; schließen Sie sie.</translation>
    </message>
    <message>
        <source>the name {} has a character that file names must not have; remove it.</source>
        <translation>Der Name {} hat ein Zeichen, das in Dateinamen nicht stehen darf; entfernen Sie es.</translation>
    </message>
    <message>
        <source>the name {} has an unknown field {{{}}}; there are {}.</source>
        <translation>Der Name {} hat ein unbekanntes Feld {{{}}}; es gibt {}.</translation>
    </message>
    <message>
        <source>the recording has stopped ({}); captions go on. Free some space.</source>
        <translation>Die Aufnahme hat angehalten ({}); die Untertitel gehen weiter. Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>the recording is empty. Give the one that the text belongs to.</source>
        <translation>Die Aufnahme ist leer. Geben Sie die an, zu der der Text gehört.</translation>
    </message>
    <message>
        <source>the request is not JSON.</source>
        <translation>Die Anfrage ist kein JSON.</translation>
    </message>
    <message>
        <source>the request must name one of {}.</source>
        <translation>Die Anfrage muss eines von {} nennen.</translation>
    </message>
    <message>
        <source>the running Wavescribe answered with too much; start it again.</source>
        <translation>Das laufende Wavescribe hat mit zu viel geantwortet; starten Sie es neu.</translation>
    </message>
    <message>
        <source>the running Wavescribe does not answer ({}); start it again.</source>
        <translation>Das laufende Wavescribe antwortet nicht ({}); starten Sie es neu.</translation>
    </message>
    <message>
        <source>the running Wavescribe gave no answer; start it again.</source>
        <translation>Das laufende Wavescribe gab keine Antwort; starten Sie es neu.</translation>
    </message>
    <message>
        <source>the script has no words that could be spoken. Give the text that will be read.</source>
        <translation>Das Skript hat keine Wörter, die gesprochen werden könnten. Geben Sie den Text an, der gelesen wird.</translation>
    </message>
    <message>
        <source>the sound of this computer cannot be heard here. {}</source>
        <translation>Der Ton dieses Computers kann hier nicht gehört werden. {}</translation>
    </message>
    <message>
        <source>the sound of this session was deleted; its text stays.</source>
        <translation>Der Ton dieser Sitzung wurde gelöscht; ihr Text bleibt.</translation>
    </message>
    <message>
        <source>the system&apos;s sound devices cannot be listed ({}).</source>
        <translation>Die Tongeräte des Systems können nicht aufgelistet werden ({}).</translation>
    </message>
    <message>
        <source>the text does not fit the audio. Check that it is the text of this recording, in its language.</source>
        <translation>Der Text passt nicht zum Ton. Prüfen Sie, ob es der Text dieser Aufnahme ist, in ihrer Sprache.</translation>
    </message>
    <message>
        <source>the text has been changed meanwhile; decode again.</source>
        <translation>Der Text wurde inzwischen geändert; dekodieren Sie noch einmal.</translation>
    </message>
    <message>
        <source>the text has more than {} characters. Align it in parts.</source>
        <translation>Der Text hat mehr als {} Zeichen. Richten Sie ihn in Teilen aus.</translation>
    </message>
    <message>
        <source>the text has more than {} characters. Follow it in parts.</source>
        <translation>Der Text hat mehr als {} Zeichen. Folgen Sie ihm in Teilen.</translation>
    </message>
    <message>
        <source>the text has no words that could be spoken. Give the text of the recording.</source>
        <translation>Der Text hat keine Wörter, die gesprochen werden könnten. Geben Sie den Text der Aufnahme an.</translation>
    </message>
    <message>
        <source>the text is too long for the audio: it has {} letters, and there are {} frames of 20 ms. Take the text of this recording alone.</source>
        <translation>Der Text ist zu lang für den Ton: Er hat {} Buchstaben, und es gibt {} Frames von 20 ms. Nehmen Sie den Text dieser Aufnahme allein.</translation>
    </message>
    <message>
        <source>the text of a mark must be text.</source>
        <translation>Der Text einer Marke muss Text sein.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s model_max_length must be a number above 0, not {}.</source>
        <translation>model_max_length des Tokenizers muss eine Zahl über 0 sein, nicht {}.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s replace_word_delimiter_char must be text.</source>
        <translation>replace_word_delimiter_char des Tokenizers muss Text sein.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s {} must be &apos;right&apos; or &apos;left&apos;, not {}.</source>
        <translation>{} des Tokenizers muss „right“ oder „left“ sein, nicht {}.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s {} must be text, not {}.</source>
        <translation>{} des Tokenizers muss Text sein, nicht {}.</translation>
    </message>
    <message>
        <source>the transcript holds {}, which the model has no letters for: write it as it is spoken</source>
        <translation>das Transkript enthält {}, wofür das Modell keine Buchstaben hat: Schreiben Sie es so, wie es gesprochen wird</translation>
    </message>
    <message>
        <source>there is no desktop to type into: neither WAYLAND_DISPLAY nor DISPLAY is set.</source>
        <translation>Es gibt keinen Desktop, in den getippt werden kann: weder WAYLAND_DISPLAY noch DISPLAY ist gesetzt.</translation>
    </message>
    <message>
        <source>there is no difference {}; choose among those that are listed.</source>
        <translation>Es gibt keinen Unterschied {}; wähle unter denen, die aufgeführt sind.</translation>
    </message>
    <message>
        <source>there is no line before this one to go on in.</source>
        <translation>Vor dieser gibt es keine Zeile, in der es weitergehen könnte.</translation>
    </message>
    <message>
        <source>there is no session {} in this library; see `wavescribe sessions`.</source>
        <translation>In dieser Bibliothek gibt es keine Sitzung {}; siehe `wavescribe sessions`.</translation>
    </message>
    <message>
        <source>there is no session {}; see `wavescribe sessions`.</source>
        <translation>Es gibt keine Sitzung {}; siehe `wavescribe sessions`.</translation>
    </message>
    <message>
        <source>there is no word here any more.</source>
        <translation>Hier steht kein Wort mehr.</translation>
    </message>
    <message>
        <source>this checkpoint has no language adapters; choose an MMS checkpoint for languages.</source>
        <translation>Dieser Checkpoint hat keine Sprachadapter; wählen Sie für Sprachen einen MMS-Checkpoint.</translation>
    </message>
    <message>
        <source>this desktop does not let programs type into windows (no RemoteDesktop portal); use a feed, or copy the text.</source>
        <translation>Dieser Desktop lässt Programme nicht in Fenster tippen (kein Portal RemoteDesktop); verwenden Sie eine Ausgabe für andere Programme, oder kopieren Sie den Text.</translation>
    </message>
    <message>
        <source>this is no text in UTF-8; save the list as UTF-8.</source>
        <translation>Das ist kein Text in UTF-8; speichern Sie die Liste als UTF-8.</translation>
    </message>
    <message>
        <source>this word has no such alternative.</source>
        <translation>Dieses Wort hat keine solche Alternative.</translation>
    </message>
    <message>
        <source>typing failed ({}: {}).</source>
        <translation>Das Tippen ist gescheitert ({}: {}).</translation>
    </message>
    <message>
        <source>typing into other windows works on Linux only so far; use a feed, or copy the text.</source>
        <translation>In andere Fenster tippen geht bisher nur unter Linux; verwenden Sie eine Ausgabe für andere Programme, oder kopieren Sie den Text.</translation>
    </message>
    <message>
        <source>typing needs libxcb (libxcb1), which is not installed.</source>
        <translation>Zum Tippen wird libxcb (libxcb1) gebraucht; es ist nicht installiert.</translation>
    </message>
    <message>
        <source>typing needs libxkbcommon (libxkbcommon0), which is not installed.</source>
        <translation>Zum Tippen wird libxkbcommon (libxkbcommon0) gebraucht; es ist nicht installiert.</translation>
    </message>
    <message>
        <source>typing was not allowed; switch it on again to be asked again.</source>
        <translation>Das Tippen wurde nicht erlaubt; schalten Sie es wieder ein, um noch einmal gefragt zu werden.</translation>
    </message>
    <message>
        <source>was not found</source>
        <translation>wurde nicht gefunden</translation>
    </message>
    <message>
        <source>what was kept of a segment is damaged ({}); recover the session again.</source>
        <translation>Was von einem Segment behalten wurde, ist beschädigt ({}); stellen Sie die Sitzung noch einmal wieder her.</translation>
    </message>
    <message>
        <source>{} Captions go on, and are stored as soon as that works.</source>
        <translation>{} Die Untertitel gehen weiter und werden gespeichert, sobald es wieder geht.</translation>
    </message>
    <message>
        <source>{} It was not found out who speaks.</source>
        <translation>{} Wer spricht, wurde nicht ermittelt.</translation>
    </message>
    <message>
        <source>{} The others are still heard.</source>
        <translation>{} Die anderen werden weiter gehört.</translation>
    </message>
    <message>
        <source>{} The rest is recognised without it.</source>
        <translation>{} Der Rest wird ohne es erkannt.</translation>
    </message>
    <message>
        <source>{} The session can be recovered at the next start.</source>
        <translation>{} Die Sitzung kann beim nächsten Start wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>{} The text is stored as soon as there is room.</source>
        <translation>{} Der Text wird gespeichert, sobald Platz ist.</translation>
    </message>
    <message>
        <source>{} Waiting for it to come back.</source>
        <translation>{} Es wird gewartet, bis es wieder da ist.</translation>
    </message>
    <message>
        <source>{} asks for a login; accept its terms on the hub and set HF_TOKEN.</source>
        <translation>{} verlangt eine Anmeldung; nehmen Sie die Bedingungen auf dem Hub an, und setzen Sie HF_TOKEN.</translation>
    </message>
    <message>
        <source>{} came cut off; try again.</source>
        <translation>{} kam abgeschnitten an; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} can be entered by others; set its permissions to 0700.</source>
        <translation>{} ist für andere zugänglich; setzen Sie die Rechte auf 0700.</translation>
    </message>
    <message>
        <source>{} cannot be heard (the sound server refused); check that sound plays at all.</source>
        <translation>{} kann nicht gehört werden (der Tonserver hat abgelehnt); prüfen Sie, ob überhaupt Ton abgespielt wird.</translation>
    </message>
    <message>
        <source>{} cannot be heard any more.</source>
        <translation>{} kann nicht mehr gehört werden.</translation>
    </message>
    <message>
        <source>{} cannot be opened ({}); close other programs that play sound on it.</source>
        <translation>{} kann nicht geöffnet werden ({}); schließen Sie andere Programme, die darauf Ton abspielen.</translation>
    </message>
    <message>
        <source>{} cannot be opened ({}); plug it in again, close other programs that use it, or choose another.</source>
        <translation>{} kann nicht geöffnet werden ({}); stecken Sie es neu ein, schließen Sie andere Programme, die es benutzen, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>{} cannot be played ({}: {}).</source>
        <translation>{} kann nicht abgespielt werden ({}: {}).</translation>
    </message>
    <message>
        <source>{} cannot be read ({}).</source>
        <translation>{} kann nicht gelesen werden ({}).</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); allow it, or stop watching {}.</source>
        <translation>{} kann nicht gelesen werden ({}); erlauben Sie es, oder überwachen Sie {} nicht mehr.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); copy the checkpoint again.</source>
        <translation>{} kann nicht gelesen werden ({}); kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); copy the language model again.</source>
        <translation>{} kann nicht gelesen werden ({}); kopieren Sie das Sprachmodell noch einmal.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); copy the model again.</source>
        <translation>{} kann nicht gelesen werden ({}); kopieren Sie das Modell noch einmal.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); make it again or remove it.</source>
        <translation>{} kann nicht gelesen werden ({}); erzeugen Sie es neu, oder entfernen Sie es.</translation>
    </message>
    <message>
        <source>{} cannot be read. Give --model a model&apos;s folder on this machine.</source>
        <translation>{} kann nicht gelesen werden. Geben Sie mit --model den Ordner eines Modells auf diesem Computer an.</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>{} kann nicht gelesen werden: {}.</translation>
    </message>
    <message>
        <source>{} cannot be understood; remove it and start Wavescribe again.</source>
        <translation>{} ist nicht zu verstehen; entfernen Sie die Datei und starten Sie Wavescribe neu.</translation>
    </message>
    <message>
        <source>{} cannot be used: {}</source>
        <translation>{} kann nicht benutzt werden: {}</translation>
    </message>
    <message>
        <source>{} cannot be written ({}); check the disk.</source>
        <translation>{} kann nicht geschrieben werden ({}); prüfen Sie die Festplatte.</translation>
    </message>
    <message>
        <source>{} cannot be written ({}); choose another place.</source>
        <translation>{} kann nicht geschrieben werden ({}); wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>{} cannot be written ({}); make room on the disk, and start again: it goes on from there.</source>
        <translation>{} kann nicht geschrieben werden ({}); schaffen Sie Platz auf der Festplatte, und starten Sie noch einmal: Es geht von dort weiter.</translation>
    </message>
    <message>
        <source>{} comes with the program and stays.</source>
        <translation>{} gehört zum Programm und bleibt.</translation>
    </message>
    <message>
        <source>{} could not be downloaded ({}); check the network and try again.</source>
        <translation>{} konnte nicht heruntergeladen werden ({}); prüfen Sie das Netz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} could not be imported ({}); check it and the disk.</source>
        <translation>{} konnte nicht importiert werden ({}); prüfen Sie es und die Festplatte.</translation>
    </message>
    <message>
        <source>{} could not be removed ({}); stop what uses it and try again.</source>
        <translation>{} konnte nicht entfernt werden ({}); beenden Sie, was es benutzt, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} describes a {} model; choose a Wav2Vec2 checkpoint.</source>
        <translation>{} beschreibt ein Modell der Art {}; wählen Sie einen Wav2Vec2-Checkpoint.</translation>
    </message>
    <message>
        <source>{} does not answer any more.</source>
        <translation>{} antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>{} does not answer any more; plug it in again, or choose another.</source>
        <translation>{} antwortet nicht mehr; stecken Sie es neu ein, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>{} does not exist; check the name and the folder.</source>
        <translation>{} gibt es nicht; prüfen Sie den Namen und den Ordner.</translation>
    </message>
    <message>
        <source>{} does not fit into memory; choose a smaller model.</source>
        <translation>{} passt nicht in den Arbeitsspeicher; wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>{} does not fit on {} ({}); choose device cpu.</source>
        <translation>{} passt nicht auf {} ({}); wählen Sie das Gerät cpu.</translation>
    </message>
    <message>
        <source>{} does not fit on {}; choose device cpu.</source>
        <translation>{} passt nicht auf {}; wählen Sie das Gerät cpu.</translation>
    </message>
    <message>
        <source>{} does not give one frame for each 320 samples of 16 kHz audio; choose a Wav2Vec2 recognition model such as facebook/wav2vec2-base-960h.</source>
        <translation>{} gibt nicht einen Frame für je 320 Abtastwerte bei 16 kHz; wählen Sie ein Wav2Vec2-Erkennungsmodell wie facebook/wav2vec2-base-960h.</translation>
    </message>
    <message>
        <source>{} does not hold a JSON object; copy the checkpoint again.</source>
        <translation>{} enthält kein JSON-Objekt; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} does not hold a plain table of weights; use a safetensors file.</source>
        <translation>{} enthält keine schlichte Tabelle von Gewichten; nehmen Sie eine Safetensors-Datei.</translation>
    </message>
    <message>
        <source>{} does not say whether its labels are pieces of words (is_bpe: true or false).</source>
        <translation>{} sagt nicht, ob seine Labels Wortteile sind (is_bpe: true oder false).</translation>
    </message>
    <message>
        <source>{} does not take 16 kHz audio; choose another model for languages.</source>
        <translation>{} nimmt keinen Ton mit 16 kHz; wählen Sie ein anderes Modell für Sprachen.</translation>
    </message>
    <message>
        <source>{} does not take 16 kHz audio; choose another speaker model.</source>
        <translation>{} nimmt keinen Ton mit 16 kHz an; wählen Sie ein anderes Sprechermodell.</translation>
    </message>
    <message>
        <source>{} ends after {} s where {} s were announced; it may be cut off.</source>
        <translation>{} endet nach {} s, angekündigt waren {} s; es ist vielleicht abgeschnitten.</translation>
    </message>
    <message>
        <source>{} failed ({}: {}).</source>
        <translation>{} ist fehlgeschlagen ({}: {}).</translation>
    </message>
    <message>
        <source>{} gave numbers that are none in {}; choose dtype float32.</source>
        <translation>{} gab Werte, die keine Zahlen sind, in {}; wählen Sie float32 als Zahlenformat.</translation>
    </message>
    <message>
        <source>{} gave numbers that are none; choose another speaker model.</source>
        <translation>{} lieferte Zahlen, die keine sind; wählen Sie ein anderes Sprechermodell.</translation>
    </message>
    <message>
        <source>{} gave numbers that are none; choose dtype float32.</source>
        <translation>{} lieferte Zahlen, die keine sind; wählen Sie das Zahlenformat float32.</translation>
    </message>
    <message>
        <source>{} gives an added token the index {}, which is none.</source>
        <translation>{} gibt einem zusätzlichen Token den Index {}, der keiner ist.</translation>
    </message>
    <message>
        <source>{} gives label {} the index {}, which is none.</source>
        <translation>{} gibt dem Label {} den Index {}, der keiner ist.</translation>
    </message>
    <message>
        <source>{} has a label of {} characters, which is none.</source>
        <translation>{} hat ein Label mit {} Zeichen, das keines ist.</translation>
    </message>
    <message>
        <source>{} has a label twice; copy the checkpoint again.</source>
        <translation>{} hat ein Label zweimal; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} has a token that is neither text nor a token&apos;s description: {}.</source>
        <translation>{} hat ein Token, das weder Text noch die Beschreibung eines Tokens ist: {}.</translation>
    </message>
    <message>
        <source>{} has neither preprocessor_config.json nor a feature extractor in processor_config.json; copy the whole checkpoint.</source>
        <translation>{} hat weder preprocessor_config.json noch einen Merkmalsextraktor in processor_config.json; kopieren Sie den ganzen Checkpoint.</translation>
    </message>
    <message>
        <source>{} has no adapter for the language {}; {}.</source>
        <translation>{} hat keinen Adapter für die Sprache {}; {}.</translation>
    </message>
    <message>
        <source>{} has no adapter for {} on this computer.</source>
        <translation>{} hat keinen Adapter für {} auf diesem Computer.</translation>
    </message>
    <message>
        <source>{} has no adapter for {}; {}.</source>
        <translation>{} hat keinen Adapter für {}; {}.</translation>
    </message>
    <message>
        <source>{} has no alphabet.json; choose a checkpoint with a language model.</source>
        <translation>{} hat keine alphabet.json; wählen Sie einen Checkpoint mit Sprachmodell.</translation>
    </message>
    <message>
        <source>{} has no channel {}; choose one from 0 to {}.</source>
        <translation>{} hat keinen Kanal {}; wählen Sie einen von 0 bis {}.</translation>
    </message>
    <message>
        <source>{} has no labels; copy the checkpoint again.</source>
        <translation>{} hat keine Labels; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} has no language {}; {}.</source>
        <translation>{} hat keine Sprache {}; {}.</translation>
    </message>
    <message>
        <source>{} has no letters for {}. Give --language one of {}.</source>
        <translation>{} hat keine Buchstaben für {}. Geben Sie mit --language eine von {} an.</translation>
    </message>
    <message>
        <source>{} has no list of labels; copy the checkpoint again.</source>
        <translation>{} hat keine Liste von Labels; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} has no revision {}.</source>
        <translation>{} hat keine Revision {}.</translation>
    </message>
    <message>
        <source>{} has no sound: there is no audio track in it.</source>
        <translation>{} hat keinen Ton: Es ist keine Tonspur darin.</translation>
    </message>
    <message>
        <source>{} has no weight_map; copy the checkpoint again.</source>
        <translation>{} hat keine weight_map; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} has no weights (model.safetensors or pytorch_model.bin); copy the whole checkpoint folder.</source>
        <translation>{} hat keine Gewichte (model.safetensors oder pytorch_model.bin); kopieren Sie den ganzen Ordner des Checkpoints.</translation>
    </message>
    <message>
        <source>{} has no {}; choose a Wav2Vec2 checkpoint in Hugging Face form.</source>
        <translation>{} hat keine {}; wählen Sie einen Wav2Vec2-Checkpoint in der Form von Hugging Face.</translation>
    </message>
    <message>
        <source>{} has no {}; choose a Wav2Vec2 recognition model, such as facebook/wav2vec2-base-960h.</source>
        <translation>{} hat keine {}; wählen Sie ein Wav2Vec2-Erkennungsmodell, etwa facebook/wav2vec2-base-960h.</translation>
    </message>
    <message>
        <source>{} has {} in its main weights, which stay.</source>
        <translation>{} hat {} in seinen Hauptgewichten, und die bleiben.</translation>
    </message>
    <message>
        <source>{} has {} labels in its vocabulary but {} in its weights; copy the whole checkpoint again.</source>
        <translation>{} hat {} Labels im Vokabular, aber {} in den Gewichten; kopieren Sie den ganzen Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} holds more than weights and is not opened; use a safetensors file.</source>
        <translation>{} enthält mehr als Gewichte und wird nicht geöffnet; nehmen Sie eine Safetensors-Datei.</translation>
    </message>
    <message>
        <source>{} holds more than {} MiB of text; give it in parts.</source>
        <translation>{} enthält mehr als {} MiB Text; geben Sie es in Teilen an.</translation>
    </message>
    <message>
        <source>{} holds no Wav2Vec2 recognition model; choose a checkpoint in Hugging Face form.</source>
        <translation>{} enthält kein Wav2Vec2-Erkennungsmodell; wählen Sie einen Checkpoint in der Form von Hugging Face.</translation>
    </message>
    <message>
        <source>{} holds no sound that can be decoded; it is damaged, empty or copy-protected.</source>
        <translation>{} enthält keinen Ton, der dekodiert werden kann; es ist beschädigt, leer oder kopiergeschützt.</translation>
    </message>
    <message>
        <source>{} holds no subtitles that can be read; export it again as .srt.</source>
        <translation>{} enthält keine Untertitel, die gelesen werden können; exportieren Sie es noch einmal als .srt.</translation>
    </message>
    <message>
        <source>{} holds no weights; copy or download it again.</source>
        <translation>{} enthält keine Gewichte; kopieren oder laden Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} holds no {}; choose a ZIP of a Wav2Vec2 checkpoint.</source>
        <translation>{} enthält keine {}; wählen Sie das ZIP eines Wav2Vec2-Checkpoints.</translation>
    </message>
    <message>
        <source>{} holds no {}; choose the folder of a Wav2Vec2 checkpoint.</source>
        <translation>{} enthält keine {}; wählen Sie den Ordner eines Wav2Vec2-Checkpoints.</translation>
    </message>
    <message>
        <source>{} holds one language only; leave target_lang={} out.</source>
        <translation>{} enthält nur eine Sprache; lassen Sie target_lang={} weg.</translation>
    </message>
    <message>
        <source>{} holds several models; choose the folder of one.</source>
        <translation>{} enthält mehrere Modelle; wählen Sie den Ordner von einem.</translation>
    </message>
    <message>
        <source>{} holds several models; unpack it and import the folder of one.</source>
        <translation>{} enthält mehrere Modelle; entpacken Sie es, und importieren Sie den Ordner von einem.</translation>
    </message>
    <message>
        <source>{} holds {} languages; choose one: target_lang={}.</source>
        <translation>{} enthält {} Sprachen; wählen Sie eine: target_lang={}.</translation>
    </message>
    <message>
        <source>{} in {} is cut off or damaged; copy the whole model again.</source>
        <translation>{} in {} ist abgeschnitten oder beschädigt; kopieren Sie das ganze Modell noch einmal.</translation>
    </message>
    <message>
        <source>{} is a file; give the folder that holds config.json and the weights.</source>
        <translation>{} ist eine Datei; geben Sie den Ordner an, in dem config.json und die Gewichte liegen.</translation>
    </message>
    <message>
        <source>{} is a folder of yours; delete it yourself, or take it off the list.</source>
        <translation>{} ist ein Ordner von Ihnen; löschen Sie ihn selbst, oder nehmen Sie ihn von der Liste.</translation>
    </message>
    <message>
        <source>{} is a folder; name the files in it.</source>
        <translation>{} ist ein Ordner; nennen Sie die Dateien darin.</translation>
    </message>
    <message>
        <source>{} is another model now than the one that heard this session. Install that one again to decode the session again, or transcribe the session&apos;s audio with another model.</source>
        <translation>{} ist jetzt ein anderes Modell als das, das diese Sitzung gehört hat. Installieren Sie jenes wieder, um die Sitzung neu zu dekodieren, oder transkribieren Sie den Ton der Sitzung mit einem anderen Modell.</translation>
    </message>
    <message>
        <source>{} is back.</source>
        <translation>{} ist wieder da.</translation>
    </message>
    <message>
        <source>{} is being downloaded by another window; wait for it.</source>
        <translation>{} wird von einem anderen Fenster heruntergeladen; warten Sie darauf.</translation>
    </message>
    <message>
        <source>{} is compressed twice</source>
        <translation>{} ist zweimal komprimiert</translation>
    </message>
    <message>
        <source>{} is damaged ({}); copy or download it again.</source>
        <translation>{} ist beschädigt ({}); kopieren oder laden Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} is damaged in places ({}); the rest was read.</source>
        <translation>{} ist stellenweise beschädigt ({}); der Rest wurde gelesen.</translation>
    </message>
    <message>
        <source>{} is damaged or no PDF; save it again, or give its text as .txt.</source>
        <translation>{} ist beschädigt oder kein PDF; speichern Sie es noch einmal, oder geben Sie seinen Text als .txt an.</translation>
    </message>
    <message>
        <source>{} is damaged or of another version ({}); copy it again.</source>
        <translation>{} ist beschädigt oder aus einer anderen Version ({}); kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} is damaged; copy the folder again.</source>
        <translation>{} ist beschädigt; kopieren Sie den Ordner noch einmal.</translation>
    </message>
    <message>
        <source>{} is empty (0 bytes).</source>
        <translation>{} ist leer (0 Bytes).</translation>
    </message>
    <message>
        <source>{} is encrypted, damaged or no Word document; save it again as .docx.</source>
        <translation>{} ist verschlüsselt, beschädigt oder kein Word-Dokument; speichern Sie es noch einmal als .docx.</translation>
    </message>
    <message>
        <source>{} is heard in place of {}.</source>
        <translation>{} wird anstelle von {} gehört.</translation>
    </message>
    <message>
        <source>{} is in a format that is not known here, or it is copy-protected.</source>
        <translation>{} ist in einem Format, das hier nicht bekannt ist, oder kopiergeschützt.</translation>
    </message>
    <message>
        <source>{} is in the way of the control socket; remove it.</source>
        <translation>{} ist dem Steuer-Socket im Weg; entfernen Sie es.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; copy the folder again.</source>
        <translation>{} ist größer als {} MiB; kopieren Sie den Ordner noch einmal.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; give it in parts.</source>
        <translation>{} ist größer als {} MiB; geben Sie es in Teilen an.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; prune the list of words.</source>
        <translation>{} ist größer als {} MiB; stutzen Sie die Liste der Wörter.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; prune the word list.</source>
        <translation>{} ist größer als {} MiB; stutzen Sie die Wortliste.</translation>
    </message>
    <message>
        <source>{} is missing</source>
        <translation>{} fehlt</translation>
    </message>
    <message>
        <source>{} is neither a folder here nor a model on the hub; check --model (a folder, or OWNER/NAME).</source>
        <translation>{} ist weder ein Ordner auf diesem Computer noch ein Modell auf dem Hub; prüfen Sie --model (ein Ordner, oder OWNER/NAME).</translation>
    </message>
    <message>
        <source>{} is neither a folder here nor in the download cache, and the hub cannot be reached; check --model, or connect to the network.</source>
        <translation>{} ist weder ein Ordner auf diesem Computer noch im Download-Speicher, und der Hub ist nicht erreichbar; prüfen Sie --model, oder verbinden Sie sich mit dem Netz.</translation>
    </message>
    <message>
        <source>{} is no KenLM language model, or cut short; copy it again.</source>
        <translation>{} ist kein KenLM-Sprachmodell oder abgeschnitten; kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} is no KenLM language model; give an .arpa file or a KenLM binary.</source>
        <translation>{} ist kein KenLM-Sprachmodell; geben Sie eine .arpa-Datei oder eine KenLM-Binärdatei an.</translation>
    </message>
    <message>
        <source>{} is no UTF-8 text; save it as UTF-8 first.</source>
        <translation>{} ist kein UTF-8-Text; speichern Sie es erst als UTF-8.</translation>
    </message>
    <message>
        <source>{} is no Wav2Vec2 recognition model; choose one, such as facebook/wav2vec2-base-960h.</source>
        <translation>{} ist kein Wav2Vec2-Erkennungsmodell; wählen Sie eines, etwa facebook/wav2vec2-base-960h.</translation>
    </message>
    <message>
        <source>{} is no ZIP file that can be read ({}); copy it again, or unpack it and import the folder.</source>
        <translation>{} ist keine lesbare ZIP-Datei ({}); kopieren Sie sie noch einmal, oder entpacken Sie sie, und importieren Sie den Ordner.</translation>
    </message>
    <message>
        <source>{} is no audio</source>
        <translation>{} ist kein Ton</translation>
    </message>
    <message>
        <source>{} is no audio or video file, or it is damaged.</source>
        <translation>{} ist keine Audio- oder Videodatei oder beschädigt.</translation>
    </message>
    <message>
        <source>{} is no exported library, or it is damaged ({}); export it again.</source>
        <translation>{} ist keine exportierte Bibliothek oder beschädigt ({}); exportieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>{} is no language code; give one such as eng or deu.</source>
        <translation>{} ist kein Sprachcode; geben Sie einen an wie eng oder deu.</translation>
    </message>
    <message>
        <source>{} is no name of a model; write OWNER/NAME, as on huggingface.co.</source>
        <translation>{} ist kein Name eines Modells; schreiben Sie OWNER/NAME wie auf huggingface.co.</translation>
    </message>
    <message>
        <source>{} is no type of weights; choose one of {}.</source>
        <translation>{} ist keine Art von Gewichten; wählen Sie eine von {}.</translation>
    </message>
    <message>
        <source>{} is no vocabulary. Give --model a model&apos;s folder on this machine.</source>
        <translation>{} ist kein Vokabular. Geben Sie mit --model den Ordner eines Modells auf diesem Computer an.</translation>
    </message>
    <message>
        <source>{} is not in the download cache any more; look again.</source>
        <translation>{} ist nicht mehr im Download-Speicher; sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>{} is not on this computer; download it first.</source>
        <translation>{} ist nicht auf diesem Computer; laden Sie es zuerst herunter.</translation>
    </message>
    <message>
        <source>{} is not on this computer; download it, or choose another model.</source>
        <translation>{} ist nicht auf diesem Computer; laden Sie es herunter, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>{} is not the program&apos;s own; its languages stay.</source>
        <translation>{} gehört nicht dem Programm; seine Sprachen bleiben.</translation>
    </message>
    <message>
        <source>{} is not there any more; put it back to hear it. Its text stays.</source>
        <translation>{} ist nicht mehr da; legen Sie es zurück, um es zu hören. Der Text bleibt.</translation>
    </message>
    <message>
        <source>{} is not there any more; put it back, or stop watching it.</source>
        <translation>{} ist nicht mehr da; stellen Sie ihn wieder her, oder überwachen Sie ihn nicht mehr.</translation>
    </message>
    <message>
        <source>{} is not what it must be</source>
        <translation>{} ist nicht, was es sein muss</translation>
    </message>
    <message>
        <source>{} is not what it was</source>
        <translation>{} ist nicht mehr, was es war</translation>
    </message>
    <message>
        <source>{} is not whole yet; stop or recover it first.</source>
        <translation>{} ist noch nicht vollständig; beenden Sie die Sitzung oder stellen Sie sie zuerst wieder her.</translation>
    </message>
    <message>
        <source>{} is of a kind that cannot be read; give one of {}.</source>
        <translation>{} ist von einer Art, die nicht gelesen werden kann; geben Sie eine von {} an.</translation>
    </message>
    <message>
        <source>{} is of another framework; to read it, install the extra: pip install &apos;wavescribe[foreign]&apos;.</source>
        <translation>{} gehört zu einem anderen Framework; um es zu lesen, installieren Sie das Extra: pip install &apos;wavescribe[foreign]&apos;.</translation>
    </message>
    <message>
        <source>{} is protected by a password; save it without one.</source>
        <translation>{} ist durch ein Passwort geschützt; speichern Sie es ohne.</translation>
    </message>
    <message>
        <source>{} is there already; give another name, or --replace to put the new one there.</source>
        <translation>{} gibt es schon; geben Sie einen anderen Namen an, oder --replace, damit das neue an dessen Stelle kommt.</translation>
    </message>
    <message>
        <source>{} is too large</source>
        <translation>{} ist zu groß</translation>
    </message>
    <message>
        <source>{} is too large to be what it should be; copy the checkpoint again.</source>
        <translation>{} ist zu groß für das, was es sein soll; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} lacks {}; copy the whole model again.</source>
        <translation>{} fehlt {}; kopieren Sie das ganze Modell noch einmal.</translation>
    </message>
    <message>
        <source>{} must have {} and score_boundary (true or false), nothing else.</source>
        <translation>{} muss {} und score_boundary (true oder false) haben, sonst nichts.</translation>
    </message>
    <message>
        <source>{} must hold exactly one .bin or .arpa file, and holds {}.</source>
        <translation>{} muss genau eine .bin- oder .arpa-Datei enthalten und enthält {}.</translation>
    </message>
    <message>
        <source>{} must hold one {} file, and holds {}.</source>
        <translation>{} muss eine {}-Datei enthalten und enthält {}.</translation>
    </message>
    <message>
        <source>{} names {}, which is no file of the checkpoint; do not use it.</source>
        <translation>{} nennt {}, was keine Datei des Checkpoints ist; benutzen Sie ihn nicht.</translation>
    </message>
    <message>
        <source>{} needs {} MB more than are free on the disk of {}; make room there.</source>
        <translation>{} braucht {} MB mehr, als auf der Festplatte von {} frei sind; schaffen Sie dort Platz.</translation>
    </message>
    <message>
        <source>{} of {} came damaged; try again.</source>
        <translation>{} von {} kam beschädigt an; versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{} promises {}, which no shard holds; copy the checkpoint again.</source>
        <translation>{} verspricht {}, was in keinem Teil steht; kopieren Sie den Checkpoint noch einmal.</translation>
    </message>
    <message>
        <source>{} says it has {} samples a second; it is damaged.</source>
        <translation>{} gibt {} Abtastwerte je Sekunde an; es ist beschädigt.</translation>
    </message>
    <message>
        <source>{} sends more than it should; try again later.</source>
        <translation>{} sendet mehr, als es sollte; versuchen Sie es später noch einmal.</translation>
    </message>
    <message>
        <source>{} stands on the model {}, which is not on this machine; get that model, or choose a whole checkpoint.</source>
        <translation>{} setzt auf dem Modell {} auf, das auf diesem Rechner fehlt; holen Sie dieses Modell, oder wählen Sie einen vollständigen Checkpoint.</translation>
    </message>
    <message>
        <source>{} unfolds into more than {} MiB; give it in parts.</source>
        <translation>{} entfaltet sich auf mehr als {} MiB; geben Sie es in Teilen an.</translation>
    </message>
    <message>
        <source>{} was made by a newer Wavescribe; update this one.</source>
        <translation>{} stammt von einem neueren Wavescribe; aktualisieren Sie dieses.</translation>
    </message>
    <message>
        <source>{} was stopped.</source>
        <translation>{} wurde angehalten.</translation>
    </message>
    <message>
        <source>{}, the model that heard this session, is not on this computer any more. Install it again to decode the session again, or transcribe the session&apos;s audio with another model.</source>
        <translation>{}, das Modell, das diese Sitzung gehört hat, ist nicht mehr auf diesem Rechner. Installieren Sie es wieder, um die Sitzung neu zu dekodieren, oder transkribieren Sie den Ton der Sitzung mit einem anderen Modell.</translation>
    </message>
    <message>
        <source>{}: added_tokens_decoder must be an object, not {}.</source>
        <translation>{}: added_tokens_decoder muss ein Objekt sein, nicht {}.</translation>
    </message>
    <message>
        <source>{}: {} must be a list, not {}.</source>
        <translation>{}: {} muss eine Liste sein, nicht {}.</translation>
    </message>
    <message>
        <source>{}: {} must be a number, not {}.</source>
        <translation>{}: {} muss eine Zahl sein, nicht {}.</translation>
    </message>
    <message>
        <source>{}; choose another device or a smaller model.</source>
        <translation>{}; wählen Sie ein anderes Gerät oder ein kleineres Modell.</translation>
    </message>
    <message>
        <source>{}; {} goes on.</source>
        <translation>{}; {} wird weiter gehört.</translation>
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
        <source>Match case</source>
        <translation>Groß/klein</translation>
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
        <source>Speakers</source>
        <translation>Sprecher</translation>
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
        <source>Find and replace only what is written in the same capitals</source>
        <translation>Nur finden und ersetzen, was in Groß- und Kleinschreibung übereinstimmt</translation>
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
    <name>EditorSpeakers</name>
    <message>
        <source>This line is said by</source>
        <translation>Diese Zeile sagt</translation>
    </message>
    <message>
        <source>Label speakers…</source>
        <translation>Sprecher benennen…</translation>
    </message>
    <message>
        <source>Rename {}…</source>
        <translation>{} umbenennen…</translation>
    </message>
    <message>
        <source>Remove labels</source>
        <translation>Namen entfernen</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Jemand anderes…</translation>
    </message>
    <message>
        <source>Nobody that is known</source>
        <translation>Niemand Bekanntes</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Sprecher</translation>
    </message>
    <message>
        <source>Who says this line?</source>
        <translation>Wer sagt diese Zeile?</translation>
    </message>
    <message>
        <source>Name in place of “{}”, everywhere in this session:</source>
        <translation>Name statt „{}“, überall in dieser Sitzung:</translation>
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
    <message>
        <source>Exporting: {} of {}</source>
        <translation>Wird exportiert: {} von {}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Wird exportiert…</translation>
    </message>
    <message>
        <source>Stopped. No file was left unfinished.</source>
        <translation>Angehalten. Keine Datei blieb unfertig.</translation>
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
    <name>FileActions</name>
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
        <source>Replace the text…</source>
        <translation>Text ersetzen…</translation>
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
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>no speech was found</source>
        <translation>keine Sprache gefunden</translation>
    </message>
    <message>
        <source>listening for who speaks: {} %</source>
        <translation>hört, wer spricht: {} %</translation>
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
    <message>
        <source>Watch folders…</source>
        <translation>Ordner überwachen…</translation>
    </message>
    <message>
        <source>Progress of all files</source>
        <translation>Fortschritt aller Dateien</translation>
    </message>
    <message>
        <source>Who speaks in files from now on; labels err often</source>
        <translation>Wer in Dateien spricht, von jetzt an; die Zuordnung irrt oft</translation>
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
    <message numerus="yes">
        <source>{} of %n file(s)</source>
        <translation>
            <numerusform>{} von %n Datei</numerusform>
            <numerusform>{} von %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>about {} h {} min left</source>
        <translation>noch etwa {} h {} min</translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>noch etwa %n Stunde</numerusform>
            <numerusform>noch etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n speaker(s)</source>
        <translation>
            <numerusform>%n Sprecher</numerusform>
            <numerusform>%n Sprecher</numerusform>
        </translation>
    </message>
    <message>
        <source>As many as heard</source>
        <translation>So viele wie gehört</translation>
    </message>
    <message>
        <source>No speaker labels</source>
        <translation>Ohne Sprechernamen</translation>
    </message>
    <message>
        <source>Watch folders ({})…</source>
        <translation>Ordner überwachen ({})…</translation>
    </message>
</context>
<context>
    <name>FilesPlace</name>
    <message>
        <source>Watched folders…</source>
        <translation>Überwachte Ordner…</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>GlobalKeyRows</name>
    <message>
        <source>In every program</source>
        <translation>In jedem Programm</translation>
    </message>
    <message>
        <source>in every program</source>
        <translation>in jedem Programm</translation>
    </message>
    <message>
        <source>{} is needed for writing. Take a key with Ctrl, Alt or Meta, or a function key.</source>
        <translation>{} wird zum Schreiben gebraucht. Nehmen Sie eine Taste mit Strg, Alt oder Meta oder eine Funktionstaste.</translation>
    </message>
    <message>
        <source>{} belongs to another program, or your keyboard lacks it. Take another key.</source>
        <translation>{} gehört einem anderen Programm oder fehlt auf Ihrer Tastatur. Nehmen Sie eine andere Taste.</translation>
    </message>
</context>
<context>
    <name>GlobalKeys</name>
    <message>
        <source>{} works in this window only: another program has it, or the keyboard lacks it.</source>
        <translation>{} wirkt nur in diesem Fenster: Ein anderes Programm hat die Taste, oder sie fehlt auf der Tastatur.</translation>
    </message>
    <message>
        <source>Keyboard…</source>
        <translation>Tastatur…</translation>
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
        <source>Label speakers…</source>
        <translation>Sprecher benennen…</translation>
    </message>
    <message>
        <source>Replace the text…</source>
        <translation>Text ersetzen…</translation>
    </message>
    <message>
        <source>By a text of yours, whose words get the times at which they are spoken</source>
        <translation>Durch einen eigenen Text, dessen Wörter die Zeiten bekommen, zu denen sie gesprochen werden</translation>
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
    <message>
        <source>Exporting: {} of {}</source>
        <translation>Wird exportiert: {} von {}</translation>
    </message>
    <message>
        <source>Importing: {} of {}</source>
        <translation>Wird importiert: {} von {}</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) are in {}.</source>
        <translation>
            <numerusform>%n Sitzung liegt in {}.</numerusform>
            <numerusform>%n Sitzungen liegen in {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) were added.</source>
        <translation>
            <numerusform>%n Sitzung wurde hinzugefügt.</numerusform>
            <numerusform>%n Sitzungen wurden hinzugefügt.</numerusform>
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
        <source>in the editor</source>
        <translation>im Editor</translation>
    </message>
    <message>
        <source>{} moves about in the text, or leaves it. Take another key.</source>
        <translation>{} bewegt im Text oder verlässt ihn. Nehmen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>{} moves about in the window. Take another key.</source>
        <translation>{} führt durch das Fenster. Nehmen Sie eine andere Taste.</translation>
    </message>
    <message>
        <source>{} (in the editor)</source>
        <translation>{} (im Editor)</translation>
    </message>
    <message>
        <source>In the editor</source>
        <translation>Im Editor</translation>
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
    <name>Labelling</name>
    <message>
        <source>{title}: {names}. Labels err often.</source>
        <translation>{title}: {names}. Die Zuordnung irrt oft.</translation>
    </message>
    <message>
        <source>{}: nobody was heard.</source>
        <translation>{}: Es war niemand zu hören.</translation>
    </message>
    <message>
        <source>Listening for who speaks in {title}: {percent} %</source>
        <translation>Hört, wer in {title} spricht: {percent} %</translation>
    </message>
</context>
<context>
    <name>LanguageModelRow</name>
    <message>
        <source>The model&apos;s own</source>
        <translation>Das des Modells</translation>
    </message>
    <message>
        <source>Comes with the speech model</source>
        <translation>Kommt mit dem Spracherkennungsmodell</translation>
    </message>
    <message>
        <source>Take off the list (Delete); the file stays</source>
        <translation>Aus der Liste nehmen (Entf); die Datei bleibt</translation>
    </message>
    <message>
        <source>Take {} off the list</source>
        <translation>{} aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Weight of {}</source>
        <translation>Gewicht von {}</translation>
    </message>
    <message>
        <source>Its weight beside the others</source>
        <translation>Sein Gewicht neben den anderen</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>it has none</source>
        <translation>es hat keines</translation>
    </message>
    <message>
        <source>Share: {}</source>
        <translation>Anteil: {}</translation>
    </message>
</context>
<context>
    <name>LanguageModelSheet</name>
    <message>
        <source>Language model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>Sprachmodelle</translation>
    </message>
    <message>
        <source>They know which words follow each other. One made from your own documents, such as minutes or papers, knows your words. A change takes effect with the next sentence.</source>
        <translation>Sie wissen, welche Wörter aufeinander folgen. Eines aus Ihren eigenen Dokumenten, etwa Protokollen oder Aufsätzen, kennt Ihre Wörter. Eine Änderung gilt ab dem nächsten Satz.</translation>
    </message>
    <message>
        <source>Language models in use, with their shares</source>
        <translation>Benutzte Sprachmodelle mit ihren Anteilen</translation>
    </message>
    <message>
        <source>None is in use: the sound alone decides.</source>
        <translation>Keines wird benutzt: Der Klang allein entscheidet.</translation>
    </message>
    <message>
        <source>Add a language model</source>
        <translation>Sprachmodell hinzufügen</translation>
    </message>
    <message>
        <source>More follows the language models, less the sound</source>
        <translation>Mehr folgt den Sprachmodellen, weniger dem Klang</translation>
    </message>
    <message>
        <source>Weight of them all beside the sound</source>
        <translation>Gewicht aller neben dem Klang</translation>
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
        <source>State of the language models</source>
        <translation>Stand der Sprachmodelle</translation>
    </message>
    <message>
        <source>Replace a language model</source>
        <translation>Ein Sprachmodell ersetzen</translation>
    </message>
    <message>
        <source>Making the language model…</source>
        <translation>Das Sprachmodell wird erstellt…</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n document(s)…</source>
        <translation>
            <numerusform>%n Dokument wird gelesen…</numerusform>
            <numerusform>%n Dokumente werden gelesen…</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading document {} of {}…</source>
        <translation>Dokument {} von {} wird gelesen…</translation>
    </message>
    <message>
        <source>There is a language model “{}” already. Give the new one another name, or replace it.</source>
        <translation>Ein Sprachmodell „{}“ gibt es schon. Geben Sie dem neuen einen anderen Namen oder ersetzen Sie es.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>Built: %n word(s). It is in use from the next sentence.</source>
        <translation>
            <numerusform>Fertig: %n Wort. Es gilt ab dem nächsten Satz.</numerusform>
            <numerusform>Fertig: %n Wörter. Es gilt ab dem nächsten Satz.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. No language model was made or changed.</source>
        <translation>Angehalten. Kein Sprachmodell wurde erstellt oder geändert.</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Eine Datei…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>Einen Ordner…</translation>
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
    <name>LanguageModels</name>
    <message>
        <source>The language model cannot be written ({}).</source>
        <translation>Das Sprachmodell kann nicht geschrieben werden ({}).</translation>
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
    <name>LearningPart</name>
    <message>
        <source>Learn from my corrections</source>
        <translation>Aus meinen Korrekturen lernen</translation>
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
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message numerus="yes">
        <source>%n corrected line(s) that {} heard, {} min.</source>
        <translation>
            <numerusform>%n korrigierte Zeile, die {} gehört hat, {} min.</numerusform>
            <numerusform>%n korrigierte Zeilen, die {} gehört hat, {} min.</numerusform>
        </translation>
    </message>
    <message>
        <source>Correct some more, until there are about {} min.</source>
        <translation>Korrigieren Sie noch einige, bis es etwa {} min sind.</translation>
    </message>
    <message>
        <source>A copy of the model learns your voices and words; it is kept only if it makes fewer errors.</source>
        <translation>Eine Kopie des Modells lernt Ihre Stimmen und Wörter; sie bleibt nur, wenn sie weniger Fehler macht.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Waits while captions run, and goes on afterwards.</source>
        <translation>Wartet, solange Untertitel laufen, und geht danach weiter.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Stopped; it goes on where it was.</source>
        <translation>Angehalten; es geht weiter, wo es war.</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Lernt…</translation>
    </message>
    <message>
        <source>Learning, less than a minute left</source>
        <translation>Lernt, noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>Learning, about %n minute(s) left</source>
        <translation>
            <numerusform>Lernt, noch etwa %n Minute</numerusform>
            <numerusform>Lernt, noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Word errors in corrected lines that it did not learn from: {} % before, {} % after (%n word(s)).</source>
        <translation>
            <numerusform>Wortfehler in korrigierten Zeilen, aus denen es nicht gelernt hat: vorher {} %, nachher {} % (%n Wort).</numerusform>
            <numerusform>Wortfehler in korrigierten Zeilen, aus denen es nicht gelernt hat: vorher {} %, nachher {} % (%n Wörter).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Errors in what you left as it was: {} before, {} after (%n word(s)).</source>
        <translation>
            <numerusform>Fehler in dem, was Sie stehen ließen: vorher {}, nachher {} (%n Wort).</numerusform>
            <numerusform>Fehler in dem, was Sie stehen ließen: vorher {}, nachher {} (%n Wörter).</numerusform>
        </translation>
    </message>
    <message>
        <source>The new model is used from the next start on; to undo it, remove it from the list.</source>
        <translation>Das neue Modell wird ab dem nächsten Start verwendet; um es rückgängig zu machen, entfernen Sie es aus der Liste.</translation>
    </message>
    <message>
        <source>It is no better, so nothing was kept.</source>
        <translation>Es ist nicht besser; daher wurde nichts behalten.</translation>
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
        <source>Now in {}.</source>
        <translation>Jetzt auf {}.</translation>
    </message>
    <message>
        <source>No, back to {}</source>
        <translation>Nein, zurück zu {}</translation>
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
        <source>May Wavescribe type? The desktop asks.</source>
        <translation>Darf Wavescribe tippen? Der Desktop fragt.</translation>
    </message>
    <message>
        <source>⌨ Types elsewhere</source>
        <translation>⌨ Tippt woanders mit</translation>
    </message>
    <message>
        <source>What is said is typed into whatever other window has the keyboard.</source>
        <translation>Was gesagt wird, wird in das andere Fenster getippt, das gerade die Tastatur hat.</translation>
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
    <name>LongWork</name>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
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
        <source>Wavescribe crashed when it ran last. What was heard and said is on disk.</source>
        <translation>Wavescribe ist beim letzten Mal abgestürzt. Gehörtes und Text liegen auf der Platte.</translation>
    </message>
    <message>
        <source>Something went wrong in Wavescribe. What was heard and said is on disk.</source>
        <translation>In Wavescribe ist etwas schiefgegangen. Gehörtes und Text liegen auf der Platte.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Einzelheiten…</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were cut off. What was heard is on disk: History recovers it.</source>
        <translation>
            <numerusform>%n Aufnahme wurde abgebrochen. Das Gehörte liegt auf der Platte: Der Verlauf stellt es wieder her.</numerusform>
            <numerusform>%n Aufnahmen wurden abgebrochen. Das Gehörte liegt auf der Platte: Der Verlauf stellt es wieder her.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show History</source>
        <translation>Verlauf zeigen</translation>
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
        <source>{} with your corrections</source>
        <translation>{} mit Ihren Korrekturen</translation>
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
        <source>Fewer errors: knows 57,000 words, and your hotwords besides</source>
        <translation>Weniger Fehler: kennt 57.000 Wörter und dazu die Ihren</translation>
    </message>
    <message>
        <source>More errors: spells also what no list of words has, and says how sure each letter is</source>
        <translation>Mehr Fehler: buchstabiert auch, was auf keiner Wortliste steht, und sagt, wie sicher jeder Buchstabe ist</translation>
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
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Loop line</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>{} while writing</source>
        <translation>{} beim Schreiben</translation>
    </message>
    <message>
        <source>{} slower</source>
        <translation>{} langsamer</translation>
    </message>
    <message>
        <source>{} faster</source>
        <translation>{} schneller</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder Pause</translation>
    </message>
    <message>
        <source>Play this line again and again</source>
        <translation>Diese Zeile immer wieder abspielen</translation>
    </message>
    <message>
        <source>Keep the word that is heard in view</source>
        <translation>Das gehörte Wort im Blick behalten</translation>
    </message>
    <message>
        <source>Speed; the pitch stays</source>
        <translation>Tempo; die Tonhöhe bleibt</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
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
    <name>Recovering</name>
    <message>
        <source>{title}: {problem}</source>
        <translation>{title}: {problem}</translation>
    </message>
    <message>
        <source>{} is whole again.</source>
        <translation>{} ist wieder vollständig.</translation>
    </message>
    <message>
        <source>Recovering {title}: {time} heard</source>
        <translation>{title} wird wiederhergestellt: {time} gehört</translation>
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
        <source>Progress of reading again</source>
        <translation>Fortschritt des Neulesens</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Leave the text as it is</source>
        <translation>Den Text lassen, wie er ist</translation>
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
        <source>Reading again: {} %</source>
        <translation>Wird neu gelesen: {} %</translation>
    </message>
    <message>
        <source>Stopped. The text is as it was.</source>
        <translation>Angehalten. Der Text ist, wie er war.</translation>
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
        <source>↓ To the end</source>
        <translation>↓ Zum Ende</translation>
    </message>
    <message>
        <source>Show what was heard last, and follow</source>
        <translation>Zeigen, was zuletzt gehört wurde, und mitlaufen</translation>
    </message>
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
    <message>
        <source>The words appear here as they are heard.</source>
        <translation>Die Wörter erscheinen hier, sobald sie gehört werden.</translation>
    </message>
    <message>
        <source>This file is done.</source>
        <translation>Diese Datei ist fertig.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
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
    <name>RowActions</name>
    <message>
        <source>Takes it off this list. Its text stays in the history.</source>
        <translation>Nimmt sie aus dieser Liste. Ihr Text bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More for {}</source>
        <translation>Mehr zu {}</translation>
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
    <name>ScriptSheet</name>
    <message>
        <source>Script</source>
        <translation>Skript</translation>
    </message>
    <message>
        <source>A text that is read aloud: the word that was spoken last is marked, over skips and repeats.</source>
        <translation>Ein Text, der vorgelesen wird: Das zuletzt gesprochene Wort ist markiert, auch wenn etwas ausgelassen oder wiederholt wird.</translation>
    </message>
    <message>
        <source>Text of the script</source>
        <translation>Text des Skripts</translation>
    </message>
    <message>
        <source>Paste what will be read</source>
        <translation>Einfügen, was gelesen wird</translation>
    </message>
    <message>
        <source>Open a text…</source>
        <translation>Text öffnen…</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>Nicht mehr folgen</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>Text öffnen</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>no words</source>
        <translation>keine Wörter</translation>
    </message>
    <message>
        <source>cut off, can be recovered</source>
        <translation>abgebrochen, wiederherstellbar</translation>
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
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Align a text</source>
        <translation>Einen Text zuordnen</translation>
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
        <source>Follow a script</source>
        <translation>Einem Skript folgen</translation>
    </message>
    <message>
        <source>Captions for other programs</source>
        <translation>Untertitel für andere Programme</translation>
    </message>
    <message>
        <source>Type into other windows</source>
        <translation>In andere Fenster tippen</translation>
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
        <source>Take alternative {}</source>
        <translation>Alternative {} nehmen</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder Pause</translation>
    </message>
    <message>
        <source>Play or pause, while writing too</source>
        <translation>Abspielen oder Pause, auch beim Schreiben</translation>
    </message>
    <message>
        <source>Loop the line</source>
        <translation>Zeile wiederholen</translation>
    </message>
    <message>
        <source>Keep the word that is heard in view</source>
        <translation>Das gehörte Wort im Blick behalten</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Next doubtful word</source>
        <translation>Nächstes zweifelhaftes Wort</translation>
    </message>
    <message>
        <source>The doubtful word before</source>
        <translation>Voriges zweifelhaftes Wort</translation>
    </message>
    <message>
        <source>Write in place of the word</source>
        <translation>Wort überschreiben</translation>
    </message>
    <message>
        <source>Remove the word</source>
        <translation>Wort entfernen</translation>
    </message>
    <message>
        <source>The word starts earlier</source>
        <translation>Das Wort beginnt früher</translation>
    </message>
    <message>
        <source>The word starts later</source>
        <translation>Das Wort beginnt später</translation>
    </message>
    <message>
        <source>The word ends earlier</source>
        <translation>Das Wort endet früher</translation>
    </message>
    <message>
        <source>The word ends later</source>
        <translation>Das Wort endet später</translation>
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
        <source>Hear the word</source>
        <translation>Das Wort hören</translation>
    </message>
    <message>
        <source>Begin a line here, or join it to the one before</source>
        <translation>Hier eine Zeile beginnen oder an die vorige hängen</translation>
    </message>
    <message>
        <source>Who says this line</source>
        <translation>Wer diese Zeile sagt</translation>
    </message>
    <message>
        <source>The settings have a key for “{}”, which is unknown.</source>
        <translation>In den Einstellungen steht eine Taste für „{}“, was unbekannt ist.</translation>
    </message>
    <message>
        <source>“{key}” in the settings can&apos;t be the key of “{what}”, which has {default}.</source>
        <translation>„{key}“ in den Einstellungen kann nicht die Taste für „{what}“ sein; dafür gilt {default}.</translation>
    </message>
    <message>
        <source>{key} is the key of “{other}” and of “{what}” in the settings; “{what}” has {default}.</source>
        <translation>{key} ist in den Einstellungen die Taste für „{other}“ und für „{what}“; für „{what}“ gilt {default}.</translation>
    </message>
</context>
<context>
    <name>Speakers</name>
    <message>
        <source>As many as are heard</source>
        <translation>So viele, wie zu hören sind</translation>
    </message>
    <message>
        <source>Label speakers</source>
        <translation>Sprecher benennen</translation>
    </message>
    <message>
        <source>How many people speak? Labels err often; the right number helps.
What you chose by hand stays, and so do names that you gave.</source>
        <translation>Wie viele Personen sprechen? Die Zuordnung irrt oft; die richtige Zahl hilft.
Was Sie von Hand gewählt haben, bleibt, ebenso Namen, die Sie vergeben haben.</translation>
    </message>
    <message>
        <source>Speaker {}</source>
        <translation>Sprecher {}</translation>
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
        <source>Type into other windows</source>
        <translation>In andere Fenster tippen</translation>
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
    <message>
        <source>Types into other windows</source>
        <translation>Tippt in andere Fenster</translation>
    </message>
</context>
<context>
    <name>WatchSheet</name>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Audio and video in these folders, and what comes into them, is transcribed once; the text is written as you choose. It goes on at the next start.</source>
        <translation>Ton- und Filmdateien in diesen Ordnern, und was hinzukommt, werden einmal verschriftet; der Text wird geschrieben, wie Sie es wählen. Beim nächsten Start geht es weiter.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
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
        <source>Place of the texts</source>
        <translation>Ort der Texte</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>{} is watched already.</source>
        <translation>{} wird schon überwacht.</translation>
    </message>
    <message>
        <source>Texts need a name.</source>
        <translation>Die Texte brauchen einen Namen.</translation>
    </message>
    <message>
        <source>Beside the recordings</source>
        <translation>Neben den Aufnahmen</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>Folder for the texts</source>
        <translation>Ordner für die Texte</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Ordner, der überwacht wird</translation>
    </message>
</context>
<context>
    <name>WatchedRow</name>
    <message>
        <source>beside the recordings</source>
        <translation>neben den Aufnahmen</translation>
    </message>
    <message>
        <source>{form}, “{name}”, {place}</source>
        <translation>{form}, „{name}“, {place}</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Nicht mehr überwachen</translation>
    </message>
    <message>
        <source>Stop watching {}</source>
        <translation>{} nicht mehr überwachen</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) written</source>
        <translation>
            <numerusform>%n Text geschrieben</numerusform>
            <numerusform>%n Texte geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in the queue</source>
        <translation>
            <numerusform>%n Datei in der Warteschlange</numerusform>
            <numerusform>%n Dateien in der Warteschlange</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for files</source>
        <translation>Wartet auf Dateien</translation>
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
        <source>Watch folders…</source>
        <translation>Ordner überwachen…</translation>
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
        <source>Align a text…</source>
        <translation>Einen Text zuordnen…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Other screens and programs</source>
        <translation>Andere Bildschirme und Programme</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Zuhören</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Follow a script…</source>
        <translation>Einem Skript folgen…</translation>
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
        <source>Window</source>
        <translation>Fenster</translation>
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
        <source>Type into other windows</source>
        <translation>In andere Fenster tippen</translation>
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
    <name>WordLetters</name>
    <message>
        <source>{letter} {percent} %</source>
        <translation>{letter} {percent} %</translation>
    </message>
    <message>
        <source>How sure each letter is: {}</source>
        <translation>Wie sicher jeder Buchstabe ist: {}</translation>
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
        <source>{} (no {})</source>
        <translation>{} (ohne {})</translation>
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
