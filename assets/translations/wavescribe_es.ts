<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Adding</name>
    <message>
        <source>Name on the Hugging Face hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the hub how large it is; nothing is downloaded yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Wav2Vec2 model on this computer, used where it lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model that was copied from another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a ZIP…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the hub for {}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}: {} to download, {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking {}: {} of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading {}: {} of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a Wav2Vec2 model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ZIP of a Wav2Vec2 model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CaptionsView</name>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to listen to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and words to listen for (W)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this moment, to find it again (M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions above all other windows (O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the text or subtitles (Ctrl+E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone and computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More languages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>This session is not kept: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {} files were taken.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>Not found: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next doubtful word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} % sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no word)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alternative {number}: {word}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorSound</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorView</name>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in this place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{word}, at {time}, {percent} % sure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written: {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FeedsSheet</name>
    <message>
        <source>Captions for other programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only programs on this computer can read them, and the page only with the address shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Append captions to a text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Page for OBS and WebSocket</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address for a browser source in OBS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address for programs (JSON)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text file for captions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileRow</name>
    <message>
        <source>Progress of {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no speech was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}× real time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Drop audio or video here

or click to choose files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Search in everything that was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions are kept here, text and sound, until you delete them.
They lie in {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found. Words in quotes must stand together; case does not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text and sound of this session will be removed for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPlace</name>
    <message numerus="yes">
        <source>%n session(s) are in {}.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sessions are kept for %n day(s) after their end.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their sound is kept for %n day(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Sessions with marks in them stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions are kept until you delete them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of this session:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported library (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything can be done by keys; Tab goes from one control to the next.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguageModelSheet</name>
    <message>
        <source>Language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It knows which words follow each other. One made from your own documents, such as minutes or papers, knows your words. A change takes effect with the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rest is left to the model&apos;s own; 100 uses nothing else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its share beside the model&apos;s own, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>my words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Build from documents…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text, Markdown, Word, PDF or subtitles; they stay on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the new language model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {} documents…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built: {} words. It is in use from the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>KenLM models (*.arpa *.bin *.binary *.klm)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Documents ({})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguagesPlace</name>
    <message>
        <source>Asking the hub for {}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloading {}: {} of {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LanguagesSheet</name>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a dot: in memory, and taken up at the next pause in speech. Others are read first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by name or code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the main weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} will be deleted from the disk, {}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too loud: the sound is cut off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>↓ Back to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the newest caption, and follow (End)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound arrives. Is the microphone muted?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model. You can speak already: nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the microphone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioning what was heard last…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped by a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the default microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag {:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>final {:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revisions {:.0f}/min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} samples lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Space, or Start, and speak.
The words appear here as you say them. Nothing leaves this computer.

{} will be heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LivePlace</name>
    <message>
        <source>No microphone was found. Plug one in; files work without.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Look for microphones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audio or video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wavescribe (finishing…)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelChanges</name>
    <message>
        <source>Downloading {}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is here, whole and checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} holds no whole Wav2Vec2 recognition model; choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is on the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying {}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comes with Wavescribe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder of yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not whole: {} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>licence not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} of {} languages are here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} and its {} will be deleted from the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsSheet</name>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is downloaded unless you ask for it. Another model is used from the next start on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model in memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves memory when idle for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model leaves memory when idle for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No model is in memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In memory: {}, {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Wayland does not let a program keep a window on top or choose its place. Drag the overlay where you want it, and choose “Always on top” in its window menu (Alt+Space); or start Wavescribe with QT_QPA_PLATFORM=xcb. The projector window and the page for OBS work as everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverlayWindow</name>
    <message>
        <source>Wavescribe captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The main window makes it clickable again (Ctrl+Shift+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font, size, colours and lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaybackBar</name>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play or pause (Space; Ctrl+Space while writing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loop line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play this line again and again (L)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the word that is heard in view (F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed; the pitch stays ([ slower, ] faster)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectorWindow</name>
    <message>
        <source>Wavescribe captions (projector)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions appear here.  F: full screen  ·  Escape: close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RereadSheet</name>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was heard is decoded again with the words and the language model of now. Words that you corrected by hand stay. Take over what is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose all differences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose no difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} places would change:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}
add “{}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}
remove “{}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{}
“{}” becomes “{}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take over {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <source>There is no session that was kept. Start one with “Keep sessions” on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speech was found in this recording.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RollingText</name>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScreensSheet</name>
    <message>
        <source>Overlay and projector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The overlay lies above all other windows; the projector window fills a second screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clicks through it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The overlay can&apos;t be dragged then (Ctrl+Shift+O)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White on black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White on blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the plate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen for the projector window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector window on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of its text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the projector window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>no words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>   · cut off, can be recovered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>start or stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>words to listen for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark this moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop scrolling, or follow again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>let clicks through the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>projector window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>models, languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live, Files, History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>larger or smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back to the newest caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: play or pause (Ctrl+Space while writing)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: hear the word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: loop the line, follow, slower, faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: next doubtful word (Shift: the one before)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: take an alternative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: write in place of the word, remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: begin a line here, or join it to the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: move the word&apos;s start (Shift: its end)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the editor: undo, redo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title of the session; click to change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files {}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaveformStrip</name>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to play from here; the wheel zooms; drag a line&apos;s edge to move it (+ - ← →)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>Add files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay and projector…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let clicks through the overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projector window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions for other programs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep sessions (text and sound)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the default microphone when mine is unplugged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show when settled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that are still forming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Very doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All but certain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to underline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordTable</name>
    <message>
        <source>weight {} of 3 ({:g}); press 1, 2 or 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heard {} times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word or phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WordsSheet</name>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and words to listen for. A change takes effect with the next sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a word or phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A word or phrase a line, from the clipboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A text or CSV file: word, weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the selected words out (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-read this session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decode it again with these words, and see what changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to listen for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no word in it. Write one a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} cannot be read: {}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is too large for a list of words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{} is no text in UTF-8; save it as such.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
