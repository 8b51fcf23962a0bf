<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Adding</name>
    <message>
        <source>Name on the Hugging Face hub</source>
        <translation>Nombre en Hugging Face Hub</translation>
    </message>
    <message>
        <source>Look up</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Ask the hub how large it is; nothing is downloaded yet</source>
        <translation>Pregunta al Hub por el tamaño; aún no se descarga nada</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir carpeta…</translation>
    </message>
    <message>
        <source>A Wav2Vec2 model on this computer, used where it lies</source>
        <translation>Un modelo Wav2Vec2 de este equipo; se usa donde está</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>Importar carpeta…</translation>
    </message>
    <message>
        <source>A model that was copied from another computer</source>
        <translation>Un modelo copiado de otro equipo</translation>
    </message>
    <message>
        <source>Import a ZIP…</source>
        <translation>Importar ZIP…</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>Qué se está haciendo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>Modelo nuevo</translation>
    </message>
    <message>
        <source>Asking the hub for {}…</source>
        <translation>Preguntando al Hub por {}…</translation>
    </message>
    <message>
        <source>licence not said</source>
        <translation>licencia no indicada</translation>
    </message>
    <message>
        <source>{}: {} to download, {}.</source>
        <translation>{}: {} por descargar, {}.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Checking {}: {} of {}</source>
        <translation>Comprobando {}: {} de {}</translation>
    </message>
    <message>
        <source>Downloading {}: {} of {}</source>
        <translation>Descargando {}: {} de {}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message>
        <source>Folder of a Wav2Vec2 model</source>
        <translation>Carpeta de un modelo Wav2Vec2</translation>
    </message>
    <message>
        <source>ZIP of a Wav2Vec2 model</source>
        <translation>ZIP de un modelo Wav2Vec2</translation>
    </message>
    <message>
        <source>ZIP files (*.zip)</source>
        <translation>Archivos ZIP (*.zip)</translation>
    </message>
</context>
<context>
    <name>AlignSheet</name>
    <message>
        <source>Align a text</source>
        <translation>Sincronizar un texto</translation>
    </message>
    <message>
        <source>A text of yours gets the times at which its words are spoken. [...] stands for what it lacks.</source>
        <translation>Un texto propio recibe los tiempos en que se dicen sus palabras. [...] representa lo que le falta.</translation>
    </message>
    <message>
        <source>Choose a recording…</source>
        <translation>Elegir una grabación…</translation>
    </message>
    <message>
        <source>Text to align</source>
        <translation>Texto que se sincroniza</translation>
    </message>
    <message>
        <source>Paste what is said in it, a line a caption</source>
        <translation>Pegue lo que se dice en ella, una línea por subtítulo</translation>
    </message>
    <message>
        <source>Open a text…</source>
        <translation>Abrir un texto…</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Sincronizar</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>todavía ninguna</translation>
    </message>
    <message>
        <source>Recording: {}</source>
        <translation>Grabación: {}</translation>
    </message>
    <message>
        <source>In place of the text of {}; Undo brings that back.</source>
        <translation>En lugar del texto de {}; Deshacer lo recupera.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Audio or video</source>
        <translation>Audio o vídeo</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>Abrir un texto</translation>
    </message>
</context>
<context>
    <name>Aligning</name>
    <message>
        <source>No text was aligned to {title}: {problem}</source>
        <translation>No se sincronizó ningún texto con {title}: {problem}</translation>
    </message>
    <message>
        <source>Change the text…</source>
        <translation>Cambiar el texto…</translation>
    </message>
    <message numerus="yes">
        <source>%n word(s) of the text have their times in {}.</source>
        <translation>
            <numerusform>%n palabra del texto tiene su tiempo en {}.</numerusform>
            <numerusform>%n palabras del texto tienen sus tiempos en {}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Aligning the text of {title}: {percent} %</source>
        <translation>Sincronizando el texto de {title}: {percent} %</translation>
    </message>
</context>
<context>
    <name>AutomaticLanguageSheet</name>
    <message>
        <source>Automatic language</source>
        <translation>Idioma automático</translation>
    </message>
    <message>
        <source>At each pause it is heard which of these languages is spoken. A model for that, such as MMS-LID, has to be on this computer.</source>
        <translation>En cada pausa se escucha cuál de estos idiomas se habla. Un modelo para ello, como MMS-LID, tiene que estar en este equipo.</translation>
    </message>
    <message>
        <source>Languages that may be spoken</source>
        <translation>Idiomas que pueden hablarse</translation>
    </message>
    <message>
        <source>Model that tells them apart: its name or folder</source>
        <translation>Modelo que los distingue: nombre o carpeta</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Elegir una carpeta…</translation>
    </message>
    <message>
        <source>Choose among these</source>
        <translation>Elegir entre estos</translation>
    </message>
    <message>
        <source>Folder of the model that tells languages apart</source>
        <translation>Carpeta del modelo que distingue los idiomas</translation>
    </message>
</context>
<context>
    <name>CaptionsView</name>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
</context>
<context>
    <name>ControlBar</name>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Elapsed time</source>
        <translation>Tiempo transcurrido</translation>
    </message>
    <message>
        <source>What to listen to</source>
        <translation>Qué se escucha</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Palabras</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marcar</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Names and words to listen for</source>
        <translation>Nombres y palabras a los que atender</translation>
    </message>
    <message>
        <source>Mark this moment, to find it again</source>
        <translation>Marcar este momento para volver a encontrarlo</translation>
    </message>
    <message>
        <source>Captions above all other windows</source>
        <translation>Subtítulos sobre todas las ventanas</translation>
    </message>
    <message>
        <source>Save the text or subtitles</source>
        <translation>Guardar el texto o los subtítulos</translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation>Micrófono por defecto</translation>
    </message>
    <message>
        <source>Sound of this computer</source>
        <translation>Sonido de este equipo</translation>
    </message>
    <message>
        <source>Microphone and computer</source>
        <translation>Micrófono y equipo</translation>
    </message>
    <message>
        <source>Sound of {}</source>
        <translation>Sonido de {}</translation>
    </message>
    <message>
        <source>Automatic…</source>
        <translation>Automático…</translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>Ninguno elegido</translation>
    </message>
    <message>
        <source>The model&apos;s language</source>
        <translation>El idioma del modelo</translation>
    </message>
    <message>
        <source>More languages…</source>
        <translation>Más idiomas…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>Terminando…</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>{} Recognition goes on without it.</source>
        <translation>{} El reconocimiento sigue sin él.</translation>
    </message>
    <message>
        <source>This session is not kept: {}</source>
        <translation>Esta sesión no se guarda: {}</translation>
    </message>
    <message>
        <source>The language is heard from the next start on.</source>
        <translation>El idioma se escucha a partir del próximo inicio.</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source> (asked for: {})</source>
        <translation> (se pidió: {})</translation>
    </message>
    <message>
        <source>Another Wavescribe is transcribing this file.</source>
        <translation>Otro Wavescribe está transcribiendo este archivo.</translation>
    </message>
    <message>
        <source>Captions are no longer written to {} ({}).</source>
        <translation>Ya no se escriben subtítulos en {} ({}).</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE forbids downloads; unset it, or import a file.</source>
        <translation>HF_HUB_OFFLINE prohíbe las descargas; desactívalo o importa un archivo.</translation>
    </message>
    <message>
        <source>Install a loopback device such as BlackHole; it then appears among the microphones.</source>
        <translation>Instala un dispositivo de bucle como BlackHole; aparecerá entre los micrófonos.</translation>
    </message>
    <message>
        <source>Install the recorder of PulseAudio or PipeWire (Debian and Ubuntu: pulseaudio-utils).</source>
        <translation>Instala el grabador de PulseAudio o PipeWire (Debian y Ubuntu: pulseaudio-utils).</translation>
    </message>
    <message>
        <source>Its text has been written meanwhile.</source>
        <translation>Su texto ya se ha escrito entretanto.</translation>
    </message>
    <message>
        <source>Language model {} cannot be read ({}).</source>
        <translation>No se puede leer el modelo de lenguaje {} ({}).</translation>
    </message>
    <message>
        <source>Language model {} does not exist; give a KenLM file (.arpa or .bin).</source>
        <translation>El modelo de lenguaje {} no existe; indica un archivo de KenLM (.arpa o .bin).</translation>
    </message>
    <message>
        <source>Language model {} is cut short; copy or build it again.</source>
        <translation>El modelo de lenguaje {} está incompleto; cópialo o créalo de nuevo.</translation>
    </message>
    <message>
        <source>Language model {} is damaged or of another version ({}); build or copy it again.</source>
        <translation>El modelo de lenguaje {} está dañado o es de otra versión ({}); créalo o cópialo de nuevo.</translation>
    </message>
    <message>
        <source>Language model {} is damaged, cut short or of more than {} words&apos; order; copy or build it again.</source>
        <translation>El modelo de lenguaje {} está dañado, incompleto o es de orden superior a {} palabras; cópialo o créalo de nuevo.</translation>
    </message>
    <message>
        <source>Listening to {}.</source>
        <translation>Se escucha {}.</translation>
    </message>
    <message>
        <source>No device of this machine could compute a network; choose the bundled model on device cpu.</source>
        <translation>Ningún dispositivo de este equipo ha podido calcular una red; elige el modelo incluido en el dispositivo cpu.</translation>
    </message>
    <message>
        <source>Order {} cannot be had; choose one of {} to {}.</source>
        <translation>El orden {} no es posible; elige uno de {} a {}.</translation>
    </message>
    <message>
        <source>PortAudio is missing; install it (Debian and Ubuntu: libportaudio2).</source>
        <translation>Falta PortAudio; instálalo (Debian y Ubuntu: libportaudio2).</translation>
    </message>
    <message>
        <source>Switch on &quot;Stereo Mix&quot; or install a virtual cable; it then appears among the microphones.</source>
        <translation>Activa «Mezcla estéreo» o instala un cable virtual; aparecerá entre los micrófonos.</translation>
    </message>
    <message>
        <source>The corrected lines are too few to tell whether learning helps; correct some more.</source>
        <translation>Las líneas corregidas son demasiado pocas para saber si aprender ayuda; corrija algunas más.</translation>
    </message>
    <message>
        <source>The documents hold no sentence in the model&apos;s letters; give others, or --model.</source>
        <translation>Los documentos no contienen ninguna frase en las letras del modelo; indica otros, o --model.</translation>
    </message>
    <message>
        <source>The download was stopped; it goes on from there when it is started again.</source>
        <translation>La descarga se ha detenido; continuará desde ahí cuando la inicies de nuevo.</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>La exportación se detuvo.</translation>
    </message>
    <message>
        <source>The hub cannot be reached ({}); check the network and try again, or import the model from a file.</source>
        <translation>No se puede acceder al hub ({}); comprueba la red e inténtalo de nuevo, o importa el modelo desde un archivo.</translation>
    </message>
    <message>
        <source>The hub does not say which {} of {} it has; try again later.</source>
        <translation>El hub no dice qué {} de {} tiene; inténtalo más tarde.</translation>
    </message>
    <message>
        <source>The hub has no model {}; check the spelling (OWNER/NAME).</source>
        <translation>El hub no tiene ningún modelo {}; comprueba cómo está escrito (OWNER/NAME).</translation>
    </message>
    <message>
        <source>The import was stopped; nothing was kept of it.</source>
        <translation>La importación se ha detenido; no se ha conservado nada.</translation>
    </message>
    <message>
        <source>The model gave {} frames for {} samples instead of {}; choose a Wav2Vec2 model with 20 ms frames.</source>
        <translation>El modelo ha dado {} tramas para {} muestras en lugar de {}; elige un modelo Wav2Vec2 con tramas de 20 ms.</translation>
    </message>
    <message>
        <source>The model needs {} MB more than are free in {}; make room there.</source>
        <translation>El modelo necesita {} MB más de los que hay libres en {}; haz sitio ahí.</translation>
    </message>
    <message>
        <source>The settings could not be read ({}); the defaults are used.</source>
        <translation>No se han podido leer los ajustes ({}); se usan los predeterminados.</translation>
    </message>
    <message>
        <source>The settings could not be read and were set aside as {}; the defaults are used.</source>
        <translation>No se han podido leer los ajustes y se han apartado como {}; se usan los predeterminados.</translation>
    </message>
    <message>
        <source>The text has more than {} million words; build from less of it.</source>
        <translation>El texto tiene más de {} millones de palabras; usa menos.</translation>
    </message>
    <message>
        <source>The text has no words; give documents with text in them.</source>
        <translation>El texto no tiene palabras; indica documentos que contengan texto.</translation>
    </message>
    <message>
        <source>The text has {} as words; take them out.</source>
        <translation>El texto contiene {} como palabras; quítalas.</translation>
    </message>
    <message>
        <source>The text is too small or too regular to discount its {}-grams; give more text or fallback discounts.</source>
        <translation>El texto es demasiado corto o regular para descontar sus {}-gramas; indica más texto o descuentos de reserva.</translation>
    </message>
    <message>
        <source>The text of {} cannot be written to {} ({}).</source>
        <translation>El texto de {} no se puede escribir en {} ({}).</translation>
    </message>
    <message>
        <source>There are {} minutes of corrected speech, and {} are needed to learn from; correct some more lines.</source>
        <translation>Hay {} minutos de habla corregida y hacen falta {} para aprender; corrija algunas líneas más.</translation>
    </message>
    <message>
        <source>There is no device called {}; choose auto, cpu, cuda or mps.</source>
        <translation>No hay ningún dispositivo llamado {}; elige auto, cpu, cuda o mps.</translation>
    </message>
    <message>
        <source>There is no number format {}; choose auto, float32, bfloat16, float16 or int8.</source>
        <translation>No hay ningún formato numérico {}; elige auto, float32, bfloat16, float16 o int8.</translation>
    </message>
    <message>
        <source>This computer has no usable {} device; choose auto or cpu.</source>
        <translation>Este equipo no tiene ningún dispositivo {} utilizable; elige auto o cpu.</translation>
    </message>
    <message>
        <source>Thresholds {} cannot prune order {}: give one number an order at most, none smaller than the one before.</source>
        <translation>Los umbrales {} no pueden podar el orden {}: indica como mucho un número por orden, ninguno menor que el anterior.</translation>
    </message>
    <message>
        <source>Watching {} failed ({}: {}).</source>
        <translation>La vigilancia de {} ha fallado ({}: {}).</translation>
    </message>
    <message>
        <source>Weights of language models must be above 0.</source>
        <translation>Los pesos de los modelos de lenguaje deben ser mayores que 0.</translation>
    </message>
    <message>
        <source>a session has another one&apos;s name</source>
        <translation>una sesión tiene el nombre de otra</translation>
    </message>
    <message>
        <source>a session needs a title; give at least one letter.</source>
        <translation>Una sesión necesita un título; escribe al menos una letra.</translation>
    </message>
    <message>
        <source>another Wavescribe is running already and is the one that `wavescribe control` reaches.</source>
        <translation>Ya hay otro Wavescribe en marcha, y es el que `wavescribe control` encuentra.</translation>
    </message>
    <message>
        <source>captions are stored again; nothing is missing.</source>
        <translation>Los subtítulos vuelven a guardarse; no falta nada.</translation>
    </message>
    <message>
        <source>captions cannot be served on port {} ({}); choose another port.</source>
        <translation>No se pueden ofrecer subtítulos en el puerto {} ({}); elige otro puerto.</translation>
    </message>
    <message>
        <source>captions cannot be written to {} ({}); choose another file.</source>
        <translation>No se pueden escribir subtítulos en {} ({}); elige otro archivo.</translation>
    </message>
    <message>
        <source>capturing failed ({}: {}).</source>
        <translation>La captura ha fallado ({}: {}).</translation>
    </message>
    <message>
        <source>choose one of {}</source>
        <translation>elige uno de {}</translation>
    </message>
    <message>
        <source>configuration field num_labels = {}: a whole number is needed.</source>
        <translation>Campo de configuración num_labels = {}: hace falta un número entero.</translation>
    </message>
    <message>
        <source>configuration field {} = {}: {}.</source>
        <translation>Campo de configuración {} = {}: {}.</translation>
    </message>
    <message>
        <source>configuration fields id2label, label2id: tables of labels are needed.</source>
        <translation>Campos de configuración id2label, label2id: hacen falta tablas de etiquetas.</translation>
    </message>
    <message>
        <source>decoding {} again was stopped.</source>
        <translation>Se ha detenido la nueva decodificación de {}.</translation>
    </message>
    <message>
        <source>hardly a word of the text is heard in the recording. Check that it is the text of this recording, in its language.</source>
        <translation>en la grabación apenas se oye una palabra del texto. Compruebe que es el texto de esta grabación, en su idioma.</translation>
    </message>
    <message>
        <source>hotword {} has no word; write WORD or WORD:WEIGHT.</source>
        <translation>La entrada {} está vacía; escribe PALABRA o PALABRA:PESO.</translation>
    </message>
    <message>
        <source>hotword {} has the weight {}; give a number above 0, at most {}.</source>
        <translation>La entrada {} tiene el peso {}; indica un número mayor que 0, como mucho {}.</translation>
    </message>
    <message>
        <source>int8 runs on x86 processors with AVX2 only, not on this {}; choose dtype auto.</source>
        <translation>int8 solo funciona en procesadores x86 con AVX2, no en este dispositivo ({}); elige el formato numérico auto.</translation>
    </message>
    <message>
        <source>is not clear</source>
        <translation>no está claro</translation>
    </message>
    <message>
        <source>it has no manifest</source>
        <translation>no tiene manifiesto</translation>
    </message>
    <message>
        <source>it has none</source>
        <translation>no tiene ninguno</translation>
    </message>
    <message>
        <source>it has {}</source>
        <translation>tiene {}</translation>
    </message>
    <message>
        <source>it holds a file that no library has</source>
        <translation>contiene un archivo que ninguna biblioteca tiene</translation>
    </message>
    <message>
        <source>its files lie in one another</source>
        <translation>sus archivos están unos dentro de otros</translation>
    </message>
    <message>
        <source>its list of files is not what it must be</source>
        <translation>su lista de archivos no es la que debe ser</translation>
    </message>
    <message>
        <source>its manifest does not fit its files</source>
        <translation>su manifiesto no corresponde a sus archivos</translation>
    </message>
    <message>
        <source>its manifest is another program&apos;s</source>
        <translation>su manifiesto es de otro programa</translation>
    </message>
    <message>
        <source>languages that differ in their script only cannot be told apart; name one of them.</source>
        <translation>los idiomas que solo se distinguen en la escritura no se pueden diferenciar al oírlos; indica uno de ellos.</translation>
    </message>
    <message>
        <source>leave the language out</source>
        <translation>no indiques ningún idioma</translation>
    </message>
    <message>
        <source>line {}: more than {} hotwords; what follows is left out.</source>
        <translation>Línea {}: más de {} palabras; se omite lo que sigue.</translation>
    </message>
    <message>
        <source>line {}: this is no text in UTF-8; save the list as UTF-8.</source>
        <translation>Línea {}: esto no es texto en UTF-8; guarda la lista como UTF-8.</translation>
    </message>
    <message>
        <source>line {}: {}</source>
        <translation>Línea {}: {}</translation>
    </message>
    <message>
        <source>most letters of the text are none that the model knows. Choose the language of the text, or another model.</source>
        <translation>el modelo no conoce la mayoría de las letras del texto. Elija el idioma del texto u otro modelo.</translation>
    </message>
    <message>
        <source>no Wavescribe is running; open the window or start `wavescribe listen` first.</source>
        <translation>No hay ningún Wavescribe en marcha; abre la ventana o inicia antes `wavescribe listen`.</translation>
    </message>
    <message>
        <source>no microphone was found{}; plug one in, or allow access to it in the system&apos;s settings.</source>
        <translation>No se ha encontrado ningún micrófono{}; conecta uno o permite el acceso a él en los ajustes del sistema.</translation>
    </message>
    <message>
        <source>nothing to play sound on was found; plug in headphones or loudspeakers, and play again.</source>
        <translation>No se ha encontrado dónde reproducir sonido; conecta auriculares o altavoces y reproduce de nuevo.</translation>
    </message>
    <message>
        <source>nothing was heard here, so no word can be written here.</source>
        <translation>Aquí no se ha oído nada, así que no se puede escribir ninguna palabra.</translation>
    </message>
    <message>
        <source>nothing was heard in {}, so there is no text to replace.</source>
        <translation>en {} no se oyó nada, así que no hay texto que sustituir.</translation>
    </message>
    <message>
        <source>nothing was kept of {} to decode again; recover or record it anew.</source>
        <translation>No se ha conservado nada de {} que decodificar de nuevo; recupérala o grábala otra vez.</translation>
    </message>
    <message>
        <source>recognition failed ({}: {}).</source>
        <translation>El reconocimiento ha fallado ({}: {}).</translation>
    </message>
    <message>
        <source>segment {} is damaged ({}); recover the session again.</source>
        <translation>El segmento {} está dañado ({}); recupera la sesión de nuevo.</translation>
    </message>
    <message>
        <source>session {} has no segment {}; show it again.</source>
        <translation>La sesión {} no tiene el segmento {}; muéstrala de nuevo.</translation>
    </message>
    <message>
        <source>session {} is being recorded; stop it first.</source>
        <translation>La sesión {} se está grabando; detenla antes.</translation>
    </message>
    <message>
        <source>speakers are told apart between pauses; record with voice activity for that.</source>
        <translation>los hablantes se distinguen entre pausas; grabe para ello con la detección de voz.</translation>
    </message>
    <message>
        <source>the X server {} cannot be reached; start Wavescribe on the desktop to type into.</source>
        <translation>no se alcanza el servidor X {}; inicie Wavescribe en el escritorio en el que se va a escribir.</translation>
    </message>
    <message>
        <source>the X server {} has no {} extension, without which nobody types.</source>
        <translation>el servidor X {} no tiene la extensión {}, sin la cual no se puede escribir.</translation>
    </message>
    <message>
        <source>the X server {} refuses to be typed into (error {}).</source>
        <translation>el servidor X {} no permite que se escriba en él (error {}).</translation>
    </message>
    <message>
        <source>the adapter does not fit the model: it {}; take both from one checkpoint.</source>
        <translation>El adaptador no encaja en el modelo: {}; usa los dos del mismo punto de control.</translation>
    </message>
    <message>
        <source>the adapter&apos;s lm_head.weight is no matrix; copy the adapter again.</source>
        <translation>lm_head.weight del adaptador no es una matriz; copia el adaptador de nuevo.</translation>
    </message>
    <message>
        <source>the adapter&apos;s {} has the shape {}, the model needs {}; take both from one checkpoint.</source>
        <translation>{} del adaptador tiene la forma {}, el modelo necesita {}; usa los dos del mismo punto de control.</translation>
    </message>
    <message>
        <source>the audio cannot be kept ({}); free some space.</source>
        <translation>No se puede conservar el audio ({}); libera espacio.</translation>
    </message>
    <message>
        <source>the checkpoint has {}, for which config.json has no place.</source>
        <translation>El punto de control tiene {}, para lo que config.json no tiene sitio.</translation>
    </message>
    <message>
        <source>the checkpoint lacks {}; choose one of this architecture and task (or pass new_head=True to train a new head).</source>
        <translation>Al punto de control le falta {}; elige uno de esta arquitectura y tarea (o pasa new_head=True para entrenar una cabeza nueva).</translation>
    </message>
    <message>
        <source>the checkpoint&apos;s {} has the shape {}, config.json asks for {}; the two files do not belong together.</source>
        <translation>{} del punto de control tiene la forma {}, config.json pide {}; los dos archivos no van juntos.</translation>
    </message>
    <message>
        <source>the control file cannot be made in {} ({}).</source>
        <translation>No se puede crear el archivo de control en {} ({}).</translation>
    </message>
    <message>
        <source>the control file {} cannot be made ({}).</source>
        <translation>No se puede crear el archivo de control {} ({}).</translation>
    </message>
    <message>
        <source>the control socket cannot be made in {} ({}).</source>
        <translation>No se puede crear el socket de control en {} ({}).</translation>
    </message>
    <message>
        <source>the control socket {} cannot be made ({}).</source>
        <translation>No se puede crear el socket de control {} ({}).</translation>
    </message>
    <message>
        <source>the desktop has ended the typing; switch it on again to go on.</source>
        <translation>el escritorio ha terminado la escritura; actívela de nuevo para continuar.</translation>
    </message>
    <message>
        <source>the disk does not take the audio ({}); captions go on, it is kept in memory: free some space.</source>
        <translation>El disco no acepta el audio ({}); los subtítulos continúan y el audio se guarda en memoria: libera espacio.</translation>
    </message>
    <message>
        <source>the disk takes the audio again; nothing is missing.</source>
        <translation>El disco vuelve a aceptar el audio; no falta nada.</translation>
    </message>
    <message>
        <source>the end of the audio could not be written: the disk is full.</source>
        <translation>No se ha podido escribir el final del audio: el disco está lleno.</translation>
    </message>
    <message>
        <source>the language is chosen at pauses, so it needs voice activity; switch that on.</source>
        <translation>el idioma se elige en las pausas, así que hace falta la detección de voz; actívela.</translation>
    </message>
    <message>
        <source>the language model of {} could not be downloaded ({}); check the name and the network.</source>
        <translation>No se ha podido descargar el modelo de lenguaje de {} ({}); comprueba el nombre y la red.</translation>
    </message>
    <message>
        <source>the lexicon in {} cannot be read ({}); copy the model again.</source>
        <translation>no se puede leer el léxico de {} ({}); copia el modelo otra vez.</translation>
    </message>
    <message>
        <source>the lexicon in {} lists no word; copy the model again.</source>
        <translation>el léxico de {} no contiene ninguna palabra; copia el modelo otra vez.</translation>
    </message>
    <message>
        <source>the library in {} cannot be opened ({}); choose another folder with --library.</source>
        <translation>No se puede abrir la biblioteca de {} ({}); elige otra carpeta con --library.</translation>
    </message>
    <message>
        <source>the library in {} cannot be read ({}); restore it from a copy.</source>
        <translation>No se puede leer la biblioteca de {} ({}); restáurala de una copia.</translation>
    </message>
    <message>
        <source>the library in {} cannot be written ({}); free some space on its disk.</source>
        <translation>No se puede escribir en la biblioteca de {} ({}); libera espacio en su disco.</translation>
    </message>
    <message>
        <source>the library in {} was made by a newer Wavescribe; update this one.</source>
        <translation>La biblioteca de {} es de un Wavescribe más nuevo; actualiza este.</translation>
    </message>
    <message>
        <source>the microphone {} {}; there are: {}.</source>
        <translation>El micrófono {} {}; hay: {}.</translation>
    </message>
    <message>
        <source>the model that tells languages apart does not know {}; leave it out.</source>
        <translation>el modelo que distingue los idiomas no conoce {}; quítelo.</translation>
    </message>
    <message>
        <source>the model was not loaded from a checkpoint: there is no adapter {}.</source>
        <translation>El modelo no se cargó de un punto de control: no hay adaptador {}.</translation>
    </message>
    <message>
        <source>the name {} has a brace that is not closed; close it.</source>
        <translation>El nombre {} tiene una llave sin cerrar; ciérrala.</translation>
    </message>
    <message>
        <source>the name {} has a character that file names must not have; remove it.</source>
        <translation>El nombre {} tiene un carácter que no puede haber en nombres de archivo; quítalo.</translation>
    </message>
    <message>
        <source>the name {} has an unknown field {{{}}}; there are {}.</source>
        <translation>El nombre {} tiene un campo desconocido {{{}}}; hay {}.</translation>
    </message>
    <message>
        <source>the recording has stopped ({}); captions go on. Free some space.</source>
        <translation>La grabación se ha detenido ({}); los subtítulos continúan. Libera espacio.</translation>
    </message>
    <message>
        <source>the recording is empty. Give the one that the text belongs to.</source>
        <translation>La grabación está vacía. Indica aquella a la que pertenece el texto.</translation>
    </message>
    <message>
        <source>the request is not JSON.</source>
        <translation>La petición no es JSON.</translation>
    </message>
    <message>
        <source>the request must name one of {}.</source>
        <translation>La petición debe nombrar uno de {}.</translation>
    </message>
    <message>
        <source>the running Wavescribe answered with too much; start it again.</source>
        <translation>El Wavescribe en marcha ha respondido con demasiado; reinícialo.</translation>
    </message>
    <message>
        <source>the running Wavescribe does not answer ({}); start it again.</source>
        <translation>El Wavescribe en marcha no responde ({}); reinícialo.</translation>
    </message>
    <message>
        <source>the running Wavescribe gave no answer; start it again.</source>
        <translation>El Wavescribe en marcha no ha dado respuesta; reinícialo.</translation>
    </message>
    <message>
        <source>the script has no words that could be spoken. Give the text that will be read.</source>
        <translation>El guion no tiene palabras que se puedan decir. Indica el texto que se va a leer.</translation>
    </message>
    <message>
        <source>the sound of this computer cannot be heard here. {}</source>
        <translation>El sonido de este equipo no se puede escuchar aquí. {}</translation>
    </message>
    <message>
        <source>the sound of this session was deleted; its text stays.</source>
        <translation>El sonido de esta sesión se ha borrado; su texto permanece.</translation>
    </message>
    <message>
        <source>the system&apos;s sound devices cannot be listed ({}).</source>
        <translation>No se pueden enumerar los dispositivos de sonido del sistema ({}).</translation>
    </message>
    <message>
        <source>the text does not fit the audio. Check that it is the text of this recording, in its language.</source>
        <translation>El texto no corresponde al audio. Comprueba que es el de esta grabación, en su idioma.</translation>
    </message>
    <message>
        <source>the text has been changed meanwhile; decode again.</source>
        <translation>El texto ha cambiado entretanto; decodifica de nuevo.</translation>
    </message>
    <message>
        <source>the text has more than {} characters. Align it in parts.</source>
        <translation>El texto tiene más de {} caracteres. Alinéalo por partes.</translation>
    </message>
    <message>
        <source>the text has more than {} characters. Follow it in parts.</source>
        <translation>El texto tiene más de {} caracteres. Síguelo por partes.</translation>
    </message>
    <message>
        <source>the text has no words that could be spoken. Give the text of the recording.</source>
        <translation>El texto no tiene palabras que se puedan decir. Indica el texto de la grabación.</translation>
    </message>
    <message>
        <source>the text is too long for the audio: it has {} letters, and there are {} frames of 20 ms. Take the text of this recording alone.</source>
        <translation>El texto es demasiado largo para el audio: tiene {} letras y hay {} tramas de 20 ms. Usa solo el texto de esta grabación.</translation>
    </message>
    <message>
        <source>the text of a mark must be text.</source>
        <translation>El texto de una marca debe ser texto.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s model_max_length must be a number above 0, not {}.</source>
        <translation>model_max_length del tokenizador debe ser un número mayor que 0, no {}.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s replace_word_delimiter_char must be text.</source>
        <translation>replace_word_delimiter_char del tokenizador debe ser texto.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s {} must be &apos;right&apos; or &apos;left&apos;, not {}.</source>
        <translation>{} del tokenizador debe ser «right» o «left», no {}.</translation>
    </message>
    <message>
        <source>the tokenizer&apos;s {} must be text, not {}.</source>
        <translation>{} del tokenizador debe ser texto, no {}.</translation>
    </message>
    <message>
        <source>the transcript holds {}, which the model has no letters for: write it as it is spoken</source>
        <translation>la transcripción contiene {}, para lo que el modelo no tiene letras: escríbelo como se pronuncia</translation>
    </message>
    <message>
        <source>there is no desktop to type into: neither WAYLAND_DISPLAY nor DISPLAY is set.</source>
        <translation>no hay escritorio en el que escribir: ni WAYLAND_DISPLAY ni DISPLAY están definidas.</translation>
    </message>
    <message>
        <source>there is no difference {}; choose among those that are listed.</source>
        <translation>no hay ninguna diferencia {}; elige entre las de la lista.</translation>
    </message>
    <message>
        <source>there is no line before this one to go on in.</source>
        <translation>No hay ninguna línea antes de esta en la que continuar.</translation>
    </message>
    <message>
        <source>there is no session {} in this library; see `wavescribe sessions`.</source>
        <translation>En esta biblioteca no hay ninguna sesión {}; mira `wavescribe sessions`.</translation>
    </message>
    <message>
        <source>there is no session {}; see `wavescribe sessions`.</source>
        <translation>No hay ninguna sesión {}; mira `wavescribe sessions`.</translation>
    </message>
    <message>
        <source>there is no word here any more.</source>
        <translation>Aquí ya no hay ninguna palabra.</translation>
    </message>
    <message>
        <source>this checkpoint has no language adapters; choose an MMS checkpoint for languages.</source>
        <translation>Este punto de control no tiene adaptadores de idioma; elige uno de MMS para usar idiomas.</translation>
    </message>
    <message>
        <source>this desktop does not let programs type into windows (no RemoteDesktop portal); use a feed, or copy the text.</source>
        <translation>este escritorio no deja que los programas escriban en ventanas (no hay portal RemoteDesktop); use una salida para otros programas o copie el texto.</translation>
    </message>
    <message>
        <source>this is no text in UTF-8; save the list as UTF-8.</source>
        <translation>Esto no es texto en UTF-8; guarda la lista como UTF-8.</translation>
    </message>
    <message>
        <source>this word has no such alternative.</source>
        <translation>Esta palabra no tiene esa alternativa.</translation>
    </message>
    <message>
        <source>typing failed ({}: {}).</source>
        <translation>la escritura ha fallado ({}: {}).</translation>
    </message>
    <message>
        <source>typing into other windows works on Linux only so far; use a feed, or copy the text.</source>
        <translation>escribir en otras ventanas solo funciona por ahora en Linux; use una salida para otros programas o copie el texto.</translation>
    </message>
    <message>
        <source>typing needs libxcb (libxcb1), which is not installed.</source>
        <translation>para escribir hace falta libxcb (libxcb1), que no está instalada.</translation>
    </message>
    <message>
        <source>typing needs libxkbcommon (libxkbcommon0), which is not installed.</source>
        <translation>para escribir hace falta libxkbcommon (libxkbcommon0), que no está instalada.</translation>
    </message>
    <message>
        <source>typing was not allowed; switch it on again to be asked again.</source>
        <translation>no se ha permitido escribir; actívalo de nuevo para que se te vuelva a preguntar.</translation>
    </message>
    <message>
        <source>was not found</source>
        <translation>no se ha encontrado</translation>
    </message>
    <message>
        <source>what was kept of a segment is damaged ({}); recover the session again.</source>
        <translation>Lo que se conservó de un segmento está dañado ({}); recupera la sesión de nuevo.</translation>
    </message>
    <message>
        <source>{} Captions go on, and are stored as soon as that works.</source>
        <translation>{} Los subtítulos continúan y se guardarán en cuanto sea posible.</translation>
    </message>
    <message>
        <source>{} It was not found out who speaks.</source>
        <translation>{} No se averiguó quién habla.</translation>
    </message>
    <message>
        <source>{} The others are still heard.</source>
        <translation>{} Los demás se siguen oyendo.</translation>
    </message>
    <message>
        <source>{} The rest is recognised without it.</source>
        <translation>{} El resto se reconoce sin él.</translation>
    </message>
    <message>
        <source>{} The session can be recovered at the next start.</source>
        <translation>{} La sesión se podrá recuperar en el próximo inicio.</translation>
    </message>
    <message>
        <source>{} The text is stored as soon as there is room.</source>
        <translation>{} El texto se guardará en cuanto haya espacio.</translation>
    </message>
    <message>
        <source>{} Waiting for it to come back.</source>
        <translation>{} A la espera de que vuelva.</translation>
    </message>
    <message>
        <source>{} asks for a login; accept its terms on the hub and set HF_TOKEN.</source>
        <translation>{} pide iniciar sesión; acepta sus condiciones en el hub y define HF_TOKEN.</translation>
    </message>
    <message>
        <source>{} came cut off; try again.</source>
        <translation>{} ha llegado incompleto; inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>{} can be entered by others; set its permissions to 0700.</source>
        <translation>Otros pueden entrar en {}; pon sus permisos en 0700.</translation>
    </message>
    <message>
        <source>{} cannot be heard (the sound server refused); check that sound plays at all.</source>
        <translation>No se puede oír {} (el servidor de sonido lo ha rechazado); comprueba que se reproduzca algo.</translation>
    </message>
    <message>
        <source>{} cannot be heard any more.</source>
        <translation>{} ya no se puede oír.</translation>
    </message>
    <message>
        <source>{} cannot be opened ({}); close other programs that play sound on it.</source>
        <translation>No se puede abrir {} ({}); cierra otros programas que reproduzcan sonido ahí.</translation>
    </message>
    <message>
        <source>{} cannot be opened ({}); plug it in again, close other programs that use it, or choose another.</source>
        <translation>No se puede abrir {} ({}); conéctalo de nuevo, cierra otros programas que lo usen o elige otro.</translation>
    </message>
    <message>
        <source>{} cannot be played ({}: {}).</source>
        <translation>No se puede reproducir {} ({}: {}).</translation>
    </message>
    <message>
        <source>{} cannot be read ({}).</source>
        <translation>No se puede leer {} ({}).</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); allow it, or stop watching {}.</source>
        <translation>No se puede leer {} ({}); permítelo o deja de vigilar {}.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); copy the checkpoint again.</source>
        <translation>No se puede leer {} ({}); copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); copy the language model again.</source>
        <translation>No se puede leer {} ({}); copia el modelo de lenguaje de nuevo.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); copy the model again.</source>
        <translation>no se puede leer {} ({}); copia el modelo otra vez.</translation>
    </message>
    <message>
        <source>{} cannot be read ({}); make it again or remove it.</source>
        <translation>No se puede leer {} ({}); créalo de nuevo o quítalo.</translation>
    </message>
    <message>
        <source>{} cannot be read. Give --model a model&apos;s folder on this machine.</source>
        <translation>No se puede leer {}. Indica con --model la carpeta de un modelo de este equipo.</translation>
    </message>
    <message>
        <source>{} cannot be read: {}.</source>
        <translation>No se puede leer {}: {}.</translation>
    </message>
    <message>
        <source>{} cannot be understood; remove it and start Wavescribe again.</source>
        <translation>{} no se entiende; quita el archivo y vuelve a iniciar Wavescribe.</translation>
    </message>
    <message>
        <source>{} cannot be used: {}</source>
        <translation>No se puede usar {}: {}</translation>
    </message>
    <message>
        <source>{} cannot be written ({}); check the disk.</source>
        <translation>No se puede escribir {} ({}); comprueba el disco.</translation>
    </message>
    <message>
        <source>{} cannot be written ({}); choose another place.</source>
        <translation>No se puede escribir {} ({}); elige otro lugar.</translation>
    </message>
    <message>
        <source>{} cannot be written ({}); make room on the disk, and start again: it goes on from there.</source>
        <translation>No se puede escribir {} ({}); haz sitio en el disco e inicia de nuevo: continuará desde ahí.</translation>
    </message>
    <message>
        <source>{} comes with the program and stays.</source>
        <translation>{} viene con el programa y se queda.</translation>
    </message>
    <message>
        <source>{} could not be downloaded ({}); check the network and try again.</source>
        <translation>No se ha podido descargar {} ({}); comprueba la red e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>{} could not be imported ({}); check it and the disk.</source>
        <translation>No se ha podido importar {} ({}); compruébalo, y también el disco.</translation>
    </message>
    <message>
        <source>{} could not be removed ({}); stop what uses it and try again.</source>
        <translation>No se ha podido quitar {} ({}); cierra lo que lo use e inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>{} describes a {} model; choose a Wav2Vec2 checkpoint.</source>
        <translation>{} describe un modelo de tipo {}; elige un punto de control de Wav2Vec2.</translation>
    </message>
    <message>
        <source>{} does not answer any more.</source>
        <translation>{} ya no responde.</translation>
    </message>
    <message>
        <source>{} does not answer any more; plug it in again, or choose another.</source>
        <translation>{} ya no responde; conéctalo de nuevo o elige otro.</translation>
    </message>
    <message>
        <source>{} does not exist; check the name and the folder.</source>
        <translation>{} no existe; comprueba el nombre y la carpeta.</translation>
    </message>
    <message>
        <source>{} does not fit into memory; choose a smaller model.</source>
        <translation>{} no cabe en la memoria; elige un modelo más pequeño.</translation>
    </message>
    <message>
        <source>{} does not fit on {} ({}); choose device cpu.</source>
        <translation>{} no cabe en {} ({}); elige el dispositivo cpu.</translation>
    </message>
    <message>
        <source>{} does not fit on {}; choose device cpu.</source>
        <translation>{} no cabe en {}; elige el dispositivo cpu.</translation>
    </message>
    <message>
        <source>{} does not give one frame for each 320 samples of 16 kHz audio; choose a Wav2Vec2 recognition model such as facebook/wav2vec2-base-960h.</source>
        <translation>{} no da una trama por cada 320 muestras de audio a 16 kHz; elige un modelo de reconocimiento Wav2Vec2 como facebook/wav2vec2-base-960h.</translation>
    </message>
    <message>
        <source>{} does not hold a JSON object; copy the checkpoint again.</source>
        <translation>{} no contiene un objeto JSON; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} does not hold a plain table of weights; use a safetensors file.</source>
        <translation>{} no contiene una simple tabla de pesos; usa un archivo safetensors.</translation>
    </message>
    <message>
        <source>{} does not say whether its labels are pieces of words (is_bpe: true or false).</source>
        <translation>{} no dice si sus etiquetas son trozos de palabras (is_bpe: true o false).</translation>
    </message>
    <message>
        <source>{} does not take 16 kHz audio; choose another model for languages.</source>
        <translation>{} no admite audio de 16 kHz; elige otro modelo para los idiomas.</translation>
    </message>
    <message>
        <source>{} does not take 16 kHz audio; choose another speaker model.</source>
        <translation>{} no acepta audio a 16 kHz; elige otro modelo de hablantes.</translation>
    </message>
    <message>
        <source>{} ends after {} s where {} s were announced; it may be cut off.</source>
        <translation>{} termina a los {} s, aunque anunciaba {} s; puede estar incompleto.</translation>
    </message>
    <message>
        <source>{} failed ({}: {}).</source>
        <translation>{} ha fallado ({}: {}).</translation>
    </message>
    <message>
        <source>{} gave numbers that are none in {}; choose dtype float32.</source>
        <translation>{} ha dado valores que no son números en {}; elige el formato float32.</translation>
    </message>
    <message>
        <source>{} gave numbers that are none; choose another speaker model.</source>
        <translation>{} dio números que no lo son; elige otro modelo de hablantes.</translation>
    </message>
    <message>
        <source>{} gave numbers that are none; choose dtype float32.</source>
        <translation>{} ha dado números que no lo son; elige el formato float32.</translation>
    </message>
    <message>
        <source>{} gives an added token the index {}, which is none.</source>
        <translation>{} da a un token añadido el índice {}, que no es válido.</translation>
    </message>
    <message>
        <source>{} gives label {} the index {}, which is none.</source>
        <translation>{} da a la etiqueta {} el índice {}, que no es válido.</translation>
    </message>
    <message>
        <source>{} has a label of {} characters, which is none.</source>
        <translation>{} tiene una etiqueta de {} caracteres, que no es válida.</translation>
    </message>
    <message>
        <source>{} has a label twice; copy the checkpoint again.</source>
        <translation>{} tiene una etiqueta repetida; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} has a token that is neither text nor a token&apos;s description: {}.</source>
        <translation>{} tiene un token que no es ni texto ni la descripción de un token: {}.</translation>
    </message>
    <message>
        <source>{} has neither preprocessor_config.json nor a feature extractor in processor_config.json; copy the whole checkpoint.</source>
        <translation>{} no tiene preprocessor_config.json ni un extractor de características en processor_config.json; copia el punto de control entero.</translation>
    </message>
    <message>
        <source>{} has no adapter for the language {}; {}.</source>
        <translation>{} no tiene adaptador para el idioma {}; {}.</translation>
    </message>
    <message>
        <source>{} has no adapter for {} on this computer.</source>
        <translation>{} no tiene adaptador para {} en este equipo.</translation>
    </message>
    <message>
        <source>{} has no adapter for {}; {}.</source>
        <translation>{} no tiene adaptador para {}; {}.</translation>
    </message>
    <message>
        <source>{} has no alphabet.json; choose a checkpoint with a language model.</source>
        <translation>{} no tiene alphabet.json; elige un punto de control con modelo de lenguaje.</translation>
    </message>
    <message>
        <source>{} has no channel {}; choose one from 0 to {}.</source>
        <translation>{} no tiene el canal {}; elige uno de 0 a {}.</translation>
    </message>
    <message>
        <source>{} has no labels; copy the checkpoint again.</source>
        <translation>{} no tiene etiquetas; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} has no language {}; {}.</source>
        <translation>{} no tiene el idioma {}; {}.</translation>
    </message>
    <message>
        <source>{} has no letters for {}. Give --language one of {}.</source>
        <translation>{} no tiene letras para {}. Indica con --language uno de {}.</translation>
    </message>
    <message>
        <source>{} has no list of labels; copy the checkpoint again.</source>
        <translation>{} no tiene lista de etiquetas; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} has no revision {}.</source>
        <translation>{} no tiene la revisión {}.</translation>
    </message>
    <message>
        <source>{} has no sound: there is no audio track in it.</source>
        <translation>{} no tiene sonido: no contiene ninguna pista de audio.</translation>
    </message>
    <message>
        <source>{} has no weight_map; copy the checkpoint again.</source>
        <translation>{} no tiene weight_map; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} has no weights (model.safetensors or pytorch_model.bin); copy the whole checkpoint folder.</source>
        <translation>{} no tiene pesos (model.safetensors o pytorch_model.bin); copia la carpeta entera del punto de control.</translation>
    </message>
    <message>
        <source>{} has no {}; choose a Wav2Vec2 checkpoint in Hugging Face form.</source>
        <translation>{} no tiene {}; elige un punto de control de Wav2Vec2 en el formato de Hugging Face.</translation>
    </message>
    <message>
        <source>{} has no {}; choose a Wav2Vec2 recognition model, such as facebook/wav2vec2-base-960h.</source>
        <translation>{} no tiene {}; elige un modelo de reconocimiento Wav2Vec2, como facebook/wav2vec2-base-960h.</translation>
    </message>
    <message>
        <source>{} has {} in its main weights, which stay.</source>
        <translation>{} tiene {} en sus pesos principales, que se quedan.</translation>
    </message>
    <message>
        <source>{} has {} labels in its vocabulary but {} in its weights; copy the whole checkpoint again.</source>
        <translation>{} tiene {} etiquetas en su vocabulario pero {} en sus pesos; copia el punto de control entero de nuevo.</translation>
    </message>
    <message>
        <source>{} holds more than weights and is not opened; use a safetensors file.</source>
        <translation>{} contiene algo más que pesos y no se abre; usa un archivo safetensors.</translation>
    </message>
    <message>
        <source>{} holds more than {} MiB of text; give it in parts.</source>
        <translation>{} contiene más de {} MiB de texto; indícalo por partes.</translation>
    </message>
    <message>
        <source>{} holds no Wav2Vec2 recognition model; choose a checkpoint in Hugging Face form.</source>
        <translation>{} no contiene un modelo de reconocimiento Wav2Vec2; elige un punto de control en el formato de Hugging Face.</translation>
    </message>
    <message>
        <source>{} holds no sound that can be decoded; it is damaged, empty or copy-protected.</source>
        <translation>{} no contiene sonido que se pueda decodificar; está dañado, vacío o protegido contra copia.</translation>
    </message>
    <message>
        <source>{} holds no subtitles that can be read; export it again as .srt.</source>
        <translation>{} no contiene subtítulos que se puedan leer; expórtalo de nuevo como .srt.</translation>
    </message>
    <message>
        <source>{} holds no weights; copy or download it again.</source>
        <translation>{} no contiene pesos; cópialo o descárgalo de nuevo.</translation>
    </message>
    <message>
        <source>{} holds no {}; choose a ZIP of a Wav2Vec2 checkpoint.</source>
        <translation>{} no contiene {}; elige el ZIP de un punto de control de Wav2Vec2.</translation>
    </message>
    <message>
        <source>{} holds no {}; choose the folder of a Wav2Vec2 checkpoint.</source>
        <translation>{} no contiene {}; elige la carpeta de un punto de control de Wav2Vec2.</translation>
    </message>
    <message>
        <source>{} holds one language only; leave target_lang={} out.</source>
        <translation>{} contiene un solo idioma; no indiques target_lang={}.</translation>
    </message>
    <message>
        <source>{} holds several models; choose the folder of one.</source>
        <translation>{} contiene varios modelos; elige la carpeta de uno.</translation>
    </message>
    <message>
        <source>{} holds several models; unpack it and import the folder of one.</source>
        <translation>{} contiene varios modelos; descomprímelo e importa la carpeta de uno.</translation>
    </message>
    <message>
        <source>{} holds {} languages; choose one: target_lang={}.</source>
        <translation>{} contiene {} idiomas; elige uno: target_lang={}.</translation>
    </message>
    <message>
        <source>{} in {} is cut off or damaged; copy the whole model again.</source>
        <translation>{} de {} está incompleto o dañado; copia el modelo entero de nuevo.</translation>
    </message>
    <message>
        <source>{} is a file; give the folder that holds config.json and the weights.</source>
        <translation>{} es un archivo; indica la carpeta que contiene config.json y los pesos.</translation>
    </message>
    <message>
        <source>{} is a folder of yours; delete it yourself, or take it off the list.</source>
        <translation>{} es una carpeta tuya; bórrala tú, o quítala de la lista.</translation>
    </message>
    <message>
        <source>{} is a folder; name the files in it.</source>
        <translation>{} es una carpeta; nombra los archivos que contiene.</translation>
    </message>
    <message>
        <source>{} is another model now than the one that heard this session. Install that one again to decode the session again, or transcribe the session&apos;s audio with another model.</source>
        <translation>{} es ahora otro modelo que el que oyó esta sesión. Instala aquel otra vez para volver a descodificar la sesión, o transcribe el audio de la sesión con otro modelo.</translation>
    </message>
    <message>
        <source>{} is back.</source>
        <translation>{} ha vuelto.</translation>
    </message>
    <message>
        <source>{} is being downloaded by another window; wait for it.</source>
        <translation>Otra ventana está descargando {}; espera a que termine.</translation>
    </message>
    <message>
        <source>{} is compressed twice</source>
        <translation>{} está comprimido dos veces</translation>
    </message>
    <message>
        <source>{} is damaged ({}); copy or download it again.</source>
        <translation>{} está dañado ({}); cópialo o descárgalo de nuevo.</translation>
    </message>
    <message>
        <source>{} is damaged in places ({}); the rest was read.</source>
        <translation>{} está dañado en algunas partes ({}); el resto se ha leído.</translation>
    </message>
    <message>
        <source>{} is damaged or no PDF; save it again, or give its text as .txt.</source>
        <translation>{} está dañado o no es un PDF; guárdalo de nuevo o indica su texto como .txt.</translation>
    </message>
    <message>
        <source>{} is damaged or of another version ({}); copy it again.</source>
        <translation>{} está dañado o es de otra versión ({}); cópialo de nuevo.</translation>
    </message>
    <message>
        <source>{} is damaged; copy the folder again.</source>
        <translation>{} está dañado; copia la carpeta de nuevo.</translation>
    </message>
    <message>
        <source>{} is empty (0 bytes).</source>
        <translation>{} está vacío (0 bytes).</translation>
    </message>
    <message>
        <source>{} is encrypted, damaged or no Word document; save it again as .docx.</source>
        <translation>{} está cifrado, dañado o no es un documento de Word; guárdalo de nuevo como .docx.</translation>
    </message>
    <message>
        <source>{} is heard in place of {}.</source>
        <translation>Se oye {} en lugar de {}.</translation>
    </message>
    <message>
        <source>{} is in a format that is not known here, or it is copy-protected.</source>
        <translation>{} está en un formato que aquí no se conoce, o está protegido contra copia.</translation>
    </message>
    <message>
        <source>{} is in the way of the control socket; remove it.</source>
        <translation>{} ocupa el lugar del socket de control; quítalo.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; copy the folder again.</source>
        <translation>{} supera los {} MiB; copia la carpeta de nuevo.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; give it in parts.</source>
        <translation>{} supera los {} MiB; indícalo por partes.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; prune the list of words.</source>
        <translation>{} supera los {} MiB; recorta la lista de palabras.</translation>
    </message>
    <message>
        <source>{} is larger than {} MiB; prune the word list.</source>
        <translation>{} supera los {} MiB; recorta la lista de palabras.</translation>
    </message>
    <message>
        <source>{} is missing</source>
        <translation>falta {}</translation>
    </message>
    <message>
        <source>{} is neither a folder here nor a model on the hub; check --model (a folder, or OWNER/NAME).</source>
        <translation>{} no es ni una carpeta de este equipo ni un modelo del hub; comprueba --model (una carpeta, o OWNER/NAME).</translation>
    </message>
    <message>
        <source>{} is neither a folder here nor in the download cache, and the hub cannot be reached; check --model, or connect to the network.</source>
        <translation>{} no es ni una carpeta de este equipo ni está entre las descargas, y no se puede acceder al hub; comprueba --model o conéctate a la red.</translation>
    </message>
    <message>
        <source>{} is no KenLM language model, or cut short; copy it again.</source>
        <translation>{} no es un modelo de lenguaje de KenLM o está incompleto; cópialo de nuevo.</translation>
    </message>
    <message>
        <source>{} is no KenLM language model; give an .arpa file or a KenLM binary.</source>
        <translation>{} no es un modelo de lenguaje de KenLM; indica un archivo .arpa o un binario de KenLM.</translation>
    </message>
    <message>
        <source>{} is no UTF-8 text; save it as UTF-8 first.</source>
        <translation>{} no es texto en UTF-8; guárdalo antes como UTF-8.</translation>
    </message>
    <message>
        <source>{} is no Wav2Vec2 recognition model; choose one, such as facebook/wav2vec2-base-960h.</source>
        <translation>{} no es un modelo de reconocimiento Wav2Vec2; elige uno, como facebook/wav2vec2-base-960h.</translation>
    </message>
    <message>
        <source>{} is no ZIP file that can be read ({}); copy it again, or unpack it and import the folder.</source>
        <translation>{} no es un archivo ZIP que se pueda leer ({}); cópialo de nuevo, o descomprímelo e importa la carpeta.</translation>
    </message>
    <message>
        <source>{} is no audio</source>
        <translation>{} no es audio</translation>
    </message>
    <message>
        <source>{} is no audio or video file, or it is damaged.</source>
        <translation>{} no es un archivo de audio o vídeo, o está dañado.</translation>
    </message>
    <message>
        <source>{} is no exported library, or it is damaged ({}); export it again.</source>
        <translation>{} no es una biblioteca exportada, o está dañada ({}); expórtala de nuevo.</translation>
    </message>
    <message>
        <source>{} is no language code; give one such as eng or deu.</source>
        <translation>{} no es un código de idioma; indica uno como eng o deu.</translation>
    </message>
    <message>
        <source>{} is no name of a model; write OWNER/NAME, as on huggingface.co.</source>
        <translation>{} no es el nombre de un modelo; escribe OWNER/NAME, como en huggingface.co.</translation>
    </message>
    <message>
        <source>{} is no type of weights; choose one of {}.</source>
        <translation>{} no es un tipo de pesos; elige uno de {}.</translation>
    </message>
    <message>
        <source>{} is no vocabulary. Give --model a model&apos;s folder on this machine.</source>
        <translation>{} no es un vocabulario. Indica con --model la carpeta de un modelo de este equipo.</translation>
    </message>
    <message>
        <source>{} is not in the download cache any more; look again.</source>
        <translation>{} ya no está entre las descargas; mira de nuevo.</translation>
    </message>
    <message>
        <source>{} is not on this computer; download it first.</source>
        <translation>{} no está en este equipo; descárguelo primero.</translation>
    </message>
    <message>
        <source>{} is not on this computer; download it, or choose another model.</source>
        <translation>{} no está en este equipo; descárgalo o elige otro modelo.</translation>
    </message>
    <message>
        <source>{} is not the program&apos;s own; its languages stay.</source>
        <translation>{} no es del programa; sus idiomas se quedan.</translation>
    </message>
    <message>
        <source>{} is not there any more; put it back to hear it. Its text stays.</source>
        <translation>{} ya no está; devuélvelo a su sitio para oírlo. El texto permanece.</translation>
    </message>
    <message>
        <source>{} is not there any more; put it back, or stop watching it.</source>
        <translation>{} ya no está; vuelve a ponerla en su sitio o deja de vigilarla.</translation>
    </message>
    <message>
        <source>{} is not what it must be</source>
        <translation>{} no es lo que debe ser</translation>
    </message>
    <message>
        <source>{} is not what it was</source>
        <translation>{} no es lo que era</translation>
    </message>
    <message>
        <source>{} is not whole yet; stop or recover it first.</source>
        <translation>{} aún no está completa; deténgala o recupérela primero.</translation>
    </message>
    <message>
        <source>{} is of a kind that cannot be read; give one of {}.</source>
        <translation>{} es de un tipo que no se puede leer; indica uno de {}.</translation>
    </message>
    <message>
        <source>{} is of another framework; to read it, install the extra: pip install &apos;wavescribe[foreign]&apos;.</source>
        <translation>{} es de otro framework; para leerlo, instala el extra: pip install &apos;wavescribe[foreign]&apos;.</translation>
    </message>
    <message>
        <source>{} is protected by a password; save it without one.</source>
        <translation>{} está protegido con contraseña; guárdalo sin ella.</translation>
    </message>
    <message>
        <source>{} is there already; give another name, or --replace to put the new one there.</source>
        <translation>{} ya existe; dé otro nombre, o --replace para poner el nuevo en su lugar.</translation>
    </message>
    <message>
        <source>{} is too large</source>
        <translation>{} es demasiado grande</translation>
    </message>
    <message>
        <source>{} is too large to be what it should be; copy the checkpoint again.</source>
        <translation>{} es demasiado grande para ser lo que debe; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} lacks {}; copy the whole model again.</source>
        <translation>A {} le falta {}; copia el modelo entero de nuevo.</translation>
    </message>
    <message>
        <source>{} must have {} and score_boundary (true or false), nothing else.</source>
        <translation>{} debe tener {} y score_boundary (true o false), nada más.</translation>
    </message>
    <message>
        <source>{} must hold exactly one .bin or .arpa file, and holds {}.</source>
        <translation>{} debe contener exactamente un archivo .bin o .arpa, y contiene {}.</translation>
    </message>
    <message>
        <source>{} must hold one {} file, and holds {}.</source>
        <translation>{} debe contener un archivo {}, y contiene {}.</translation>
    </message>
    <message>
        <source>{} names {}, which is no file of the checkpoint; do not use it.</source>
        <translation>{} nombra {}, que no es un archivo del punto de control; no lo uses.</translation>
    </message>
    <message>
        <source>{} needs {} MB more than are free on the disk of {}; make room there.</source>
        <translation>{} necesita {} MB más de los que hay libres en el disco de {}; haz sitio ahí.</translation>
    </message>
    <message>
        <source>{} of {} came damaged; try again.</source>
        <translation>{} de {} ha llegado dañado; inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>{} promises {}, which no shard holds; copy the checkpoint again.</source>
        <translation>{} promete {}, que ningún fragmento contiene; copia el punto de control de nuevo.</translation>
    </message>
    <message>
        <source>{} says it has {} samples a second; it is damaged.</source>
        <translation>{} dice tener {} muestras por segundo; está dañado.</translation>
    </message>
    <message>
        <source>{} sends more than it should; try again later.</source>
        <translation>{} envía más de lo debido; inténtalo más tarde.</translation>
    </message>
    <message>
        <source>{} stands on the model {}, which is not on this machine; get that model, or choose a whole checkpoint.</source>
        <translation>{} se apoya en el modelo {}, que no está en este equipo; consigue ese modelo o elige un checkpoint completo.</translation>
    </message>
    <message>
        <source>{} unfolds into more than {} MiB; give it in parts.</source>
        <translation>{} se expande a más de {} MiB; indícalo por partes.</translation>
    </message>
    <message>
        <source>{} was made by a newer Wavescribe; update this one.</source>
        <translation>{} es de un Wavescribe más nuevo; actualiza este.</translation>
    </message>
    <message>
        <source>{} was stopped.</source>
        <translation>Se ha detenido {}.</translation>
    </message>
    <message>
        <source>{}, the model that heard this session, is not on this computer any more. Install it again to decode the session again, or transcribe the session&apos;s audio with another model.</source>
        <translation>{}, el modelo que oyó esta sesión, ya no está en este ordenador. Instálalo otra vez para volver a descodificar la sesión, o transcribe el audio de la sesión con otro modelo.</translation>
    </message>
    <message>
        <source>{}: added_tokens_decoder must be an object, not {}.</source>
        <translation>{}: added_tokens_decoder debe ser un objeto, no {}.</translation>
    </message>
    <message>
        <source>{}: {} must be a list, not {}.</source>
        <translation>{}: {} debe ser una lista, no {}.</translation>
    </message>
    <message>
        <source>{}: {} must be a number, not {}.</source>
        <translation>{}: {} debe ser un número, no {}.</translation>
    </message>
    <message>
        <source>{}; choose another device or a smaller model.</source>
        <translation>{}; elige otro dispositivo o un modelo más pequeño.</translation>
    </message>
    <message>
        <source>{}; {} goes on.</source>
        <translation>{}; {} se sigue oyendo.</translation>
    </message>
</context>
<context>
    <name>CorrectionHints</name>
    <message>
        <source>Listen for “{}” from now on?</source>
        <translation>¿Escuchar «{}» a partir de ahora?</translation>
    </message>
    <message>
        <source>Add to Words</source>
        <translation>Añadir a Palabras</translation>
    </message>
</context>
<context>
    <name>EditorPage</name>
    <message>
        <source>Not found: {}</source>
        <translation>No se encuentra: {}</translation>
    </message>
    <message numerus="yes">
        <source>%n replaced</source>
        <translation>
            <numerusform>%n reemplazo</numerusform>
            <numerusform>%n reemplazos</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation>Copiar con tiempos</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Print with times…</source>
        <translation>Imprimir con tiempos…</translation>
    </message>
    <message>
        <source>Match case</source>
        <translation>Mayúsculas</translation>
    </message>
    <message>
        <source>Print without times…</source>
        <translation>Imprimir sin tiempos…</translation>
    </message>
    <message>
        <source>PDF with times…</source>
        <translation>PDF con tiempos…</translation>
    </message>
    <message>
        <source>PDF without times…</source>
        <translation>PDF sin tiempos…</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>Hablantes</translation>
    </message>
    <message>
        <source>Next doubtful word</source>
        <translation>Siguiente palabra dudosa</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Reemplazar por</translation>
    </message>
    <message>
        <source>Find and replace only what is written in the same capitals</source>
        <translation>Buscar y reemplazar solo lo que coincide en mayúsculas y minúsculas</translation>
    </message>
    <message>
        <source>Find next</source>
        <translation>Buscar siguiente</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Reemplazar todo</translation>
    </message>
    <message>
        <source>No words.</source>
        <translation>Sin palabras.</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>{} % sure</source>
        <translation>{} % de certeza</translation>
    </message>
    <message>
        <source>(no word)</source>
        <translation>(ninguna palabra)</translation>
    </message>
    <message>
        <source>Alternative {number}: {word}</source>
        <translation>Alternativa {number}: {word}</translation>
    </message>
</context>
<context>
    <name>EditorSound</name>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>EditorSpeakers</name>
    <message>
        <source>This line is said by</source>
        <translation>Esta línea la dice</translation>
    </message>
    <message>
        <source>Label speakers…</source>
        <translation>Etiquetar hablantes…</translation>
    </message>
    <message>
        <source>Rename {}…</source>
        <translation>Cambiar el nombre de {}…</translation>
    </message>
    <message>
        <source>Remove labels</source>
        <translation>Quitar etiquetas</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Otra persona…</translation>
    </message>
    <message>
        <source>Nobody that is known</source>
        <translation>Nadie conocido</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>Hablante</translation>
    </message>
    <message>
        <source>Who says this line?</source>
        <translation>¿Quién dice esta línea?</translation>
    </message>
    <message>
        <source>Name in place of “{}”, everywhere in this session:</source>
        <translation>Nombre en lugar de «{}», en toda la sesión:</translation>
    </message>
</context>
<context>
    <name>EditorView</name>
    <message>
        <source>Transcript</source>
        <translation>Transcripción</translation>
    </message>
    <message>
        <source>Words in this place</source>
        <translation>Palabras en este lugar</translation>
    </message>
    <message>
        <source>{word}, at {time}, {percent} % sure</source>
        <translation>{word}, en {time}, {percent} % de certeza</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Nothing is written over: a name that is taken already gets a number.</source>
        <translation>No se sobrescribe nada: un nombre que ya existe recibe un número.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>How it begins</source>
        <translation>Así empieza</translation>
    </message>
    <message>
        <source>Replaced in the name: {stem} (title), {date}, {lang} (language), {model}</source>
        <translation>Se sustituyen en el nombre: {stem} (título), {date} (fecha), {lang} (idioma), {model} (modelo)</translation>
    </message>
    <message>
        <source>Name: {stem}, {date}, {lang}, {model}</source>
        <translation>Nombre: {stem}, {date}, {lang}, {model}</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Otra carpeta…</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Characters a line</source>
        <translation>Caracteres por línea</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Characters a second, to be read</source>
        <translation>Caracteres por segundo al leer</translation>
    </message>
    <message>
        <source>Least gap between two</source>
        <translation>Pausa mínima entre dos</translation>
    </message>
    <message>
        <source>Shown before the first word</source>
        <translation>Se muestra antes de la primera palabra</translation>
    </message>
    <message>
        <source>Kept after the last word</source>
        <translation>Se mantiene tras la última palabra</translation>
    </message>
    <message>
        <source>Folder: {}</source>
        <translation>Carpeta: {}</translation>
    </message>
    <message numerus="yes">
        <source>%n transcript(s)</source>
        <translation>
            <numerusform>%n transcripción</numerusform>
            <numerusform>%n transcripciones</numerusform>
        </translation>
    </message>
    <message>
        <source>Exporting: {} of {}</source>
        <translation>Exportando: {} de {}</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportando…</translation>
    </message>
    <message>
        <source>Stopped. No file was left unfinished.</source>
        <translation>Detenido. Ningún archivo quedó a medias.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written.</source>
        <translation>
            <numerusform>%n archivo escrito.</numerusform>
            <numerusform>%n archivos escritos.</numerusform>
        </translation>
    </message>
    <message>
        <source>Not written: {}</source>
        <translation>No se ha escrito: {}</translation>
    </message>
    <message>
        <source>Folder for exports</source>
        <translation>Carpeta para las exportaciones</translation>
    </message>
</context>
<context>
    <name>FeedsSheet</name>
    <message>
        <source>Captions for other programs</source>
        <translation>Subtítulos para otros programas</translation>
    </message>
    <message>
        <source>Only programs on this computer can read them, and the page only with the address shown here.</source>
        <translation>Solo pueden leerlos los programas de este equipo, y la página solo con la dirección que aquí se muestra.</translation>
    </message>
    <message>
        <source>Append captions to a text file</source>
        <translation>Añadir los subtítulos a un archivo de texto</translation>
    </message>
    <message>
        <source>Page for OBS and WebSocket</source>
        <translation>Página para OBS y WebSocket</translation>
    </message>
    <message>
        <source>Address for a browser source in OBS</source>
        <translation>Dirección para una fuente de navegador en OBS</translation>
    </message>
    <message>
        <source>Address for programs (JSON)</source>
        <translation>Dirección para programas (JSON)</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy: {}</source>
        <translation>Copiar: {}</translation>
    </message>
    <message>
        <source>Text file for captions</source>
        <translation>Archivo de texto para los subtítulos</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostrar en la carpeta</translation>
    </message>
    <message>
        <source>Replace the text…</source>
        <translation>Sustituir el texto…</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>FileModel</name>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <source>done</source>
        <translation>listo</translation>
    </message>
    <message>
        <source>no speech was found</source>
        <translation>no se ha encontrado voz</translation>
    </message>
    <message>
        <source>listening for who speaks: {} %</source>
        <translation>escuchando quién habla: {} %</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Cargando el modelo…</translation>
    </message>
    <message>
        <source>{}× real time</source>
        <translation>{}× tiempo real</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>faltan {}</translation>
    </message>
</context>
<context>
    <name>FilesPage</name>
    <message>
        <source>Drop audio or video here

or click to choose files</source>
        <translation>Suelta aquí audio o vídeo

o haz clic para elegir archivos</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Exportar todo…</translation>
    </message>
    <message>
        <source>Save the text of each finished file</source>
        <translation>Guardar el texto de cada archivo terminado</translation>
    </message>
    <message>
        <source>Watch folders…</source>
        <translation>Vigilar carpetas…</translation>
    </message>
    <message>
        <source>Progress of all files</source>
        <translation>Progreso de todos los archivos</translation>
    </message>
    <message>
        <source>Who speaks in files from now on; labels err often</source>
        <translation>Quién habla en los archivos, desde ahora; las etiquetas fallan a menudo</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were not finished when Wavescribe was closed.</source>
        <translation>
            <numerusform>%n archivo no estaba terminado cuando se cerró Wavescribe.</numerusform>
            <numerusform>%n archivos no estaban terminados cuando se cerró Wavescribe.</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message numerus="yes">
        <source>%n no audio or video</source>
        <translation>
            <numerusform>%n que no es audio ni vídeo</numerusform>
            <numerusform>%n que no son audio ni vídeo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without sound</source>
        <translation>
            <numerusform>%n sin sonido</numerusform>
            <numerusform>%n sin sonido</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty</source>
        <translation>
            <numerusform>%n vacío</numerusform>
            <numerusform>%n vacíos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be read</source>
        <translation>
            <numerusform>%n ilegible</numerusform>
            <numerusform>%n ilegibles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the list already</source>
        <translation>
            <numerusform>%n ya en la lista</numerusform>
            <numerusform>%n ya en la lista</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %n file(s) were taken.</source>
        <translation>
            <numerusform>Solo se ha tomado el primer archivo.</numerusform>
            <numerusform>Solo se han tomado los primeros %n archivos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were left out: {}.</source>
        <translation>
            <numerusform>Se omitió %n archivo: {}.</numerusform>
            <numerusform>Se omitieron %n archivos: {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{} of %n file(s)</source>
        <translation>
            <numerusform>{} de %n archivo</numerusform>
            <numerusform>{} de %n archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>falta menos de un minuto</translation>
    </message>
    <message>
        <source>about {} h {} min left</source>
        <translation>faltan unas {} h {} min</translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>falta cerca de %n hora</numerusform>
            <numerusform>faltan unas %n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>falta cerca de %n minuto</numerusform>
            <numerusform>faltan unos %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n speaker(s)</source>
        <translation>
            <numerusform>%n hablante</numerusform>
            <numerusform>%n hablantes</numerusform>
        </translation>
    </message>
    <message>
        <source>As many as heard</source>
        <translation>Los que se oigan</translation>
    </message>
    <message>
        <source>No speaker labels</source>
        <translation>Sin etiquetas de hablante</translation>
    </message>
    <message>
        <source>Watch folders ({})…</source>
        <translation>Vigilar carpetas ({})…</translation>
    </message>
</context>
<context>
    <name>FilesPlace</name>
    <message>
        <source>Watched folders…</source>
        <translation>Carpetas vigiladas…</translation>
    </message>
</context>
<context>
    <name>FilesView</name>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
</context>
<context>
    <name>GlobalKeyRows</name>
    <message>
        <source>In every program</source>
        <translation>En todos los programas</translation>
    </message>
    <message>
        <source>in every program</source>
        <translation>en todos los programas</translation>
    </message>
    <message>
        <source>{} is needed for writing. Take a key with Ctrl, Alt or Meta, or a function key.</source>
        <translation>{} hace falta para escribir. Elige una tecla con Ctrl, Alt o Meta, o una tecla de función.</translation>
    </message>
    <message>
        <source>{} belongs to another program, or your keyboard lacks it. Take another key.</source>
        <translation>{} pertenece a otro programa o falta en tu teclado. Elige otra tecla.</translation>
    </message>
</context>
<context>
    <name>GlobalKeys</name>
    <message>
        <source>{} works in this window only: another program has it, or the keyboard lacks it.</source>
        <translation>{} solo funciona en esta ventana: la tiene otro programa o falta en el teclado.</translation>
    </message>
    <message>
        <source>Keyboard…</source>
        <translation>Teclado…</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>Search in everything that was said</source>
        <translation>Buscar en todo lo que se ha dicho</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar nombre…</translation>
    </message>
    <message>
        <source>Label speakers…</source>
        <translation>Etiquetar hablantes…</translation>
    </message>
    <message>
        <source>Replace the text…</source>
        <translation>Sustituir el texto…</translation>
    </message>
    <message>
        <source>By a text of yours, whose words get the times at which they are spoken</source>
        <translation>Por un texto propio, cuyas palabras reciben los tiempos en que se dicen</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Export all…</source>
        <translation>Exportar todo…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>Sessions are kept here, text and sound.
They lie in {}.</source>
        <translation>Las sesiones se guardan aquí, texto y sonido.
Están en {}.</translation>
    </message>
    <message>
        <source>Nothing was found. Words in quotes must stand together; case does not matter.</source>
        <translation>No se ha encontrado nada. Las palabras entre comillas deben ir juntas; no importan las mayúsculas.</translation>
    </message>
    <message>
        <source>Text and sound of this session will be removed for good.</source>
        <translation>El texto y el sonido de esta sesión se eliminarán para siempre.</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Eliminar para siempre</translation>
    </message>
</context>
<context>
    <name>HistoryPlace</name>
    <message>
        <source>Exporting: {} of {}</source>
        <translation>Exportando: {} de {}</translation>
    </message>
    <message>
        <source>Importing: {} of {}</source>
        <translation>Importando: {} de {}</translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) are in {}.</source>
        <translation>
            <numerusform>%n sesión está en {}.</numerusform>
            <numerusform>%n sesiones están en {}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n session(s) were added.</source>
        <translation>
            <numerusform>Se ha añadido %n sesión.</numerusform>
            <numerusform>Se han añadido %n sesiones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sessions are kept for %n day(s) after their end.</source>
        <translation>
            <numerusform>Las sesiones se guardan %n día después de terminar.</numerusform>
            <numerusform>Las sesiones se guardan %n días después de terminar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Their sound is kept for %n day(s).</source>
        <translation>
            <numerusform>Su sonido se guarda %n día.</numerusform>
            <numerusform>Su sonido se guarda %n días.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sessions with marks in them stay.</source>
        <translation>Las sesiones con marcas se conservan.</translation>
    </message>
    <message>
        <source>Sessions are kept until you delete them.</source>
        <translation>Las sesiones se guardan hasta que las elimines.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Title of this session:</source>
        <translation>Título de esta sesión:</translation>
    </message>
    <message>
        <source>Export all sessions</source>
        <translation>Exportar todas las sesiones</translation>
    </message>
    <message>
        <source>Import sessions</source>
        <translation>Importar sesiones</translation>
    </message>
    <message>
        <source>Exported library (*.zip)</source>
        <translation>Biblioteca exportada (*.zip)</translation>
    </message>
</context>
<context>
    <name>KeepAwake</name>
    <message>
        <source>Captions are running</source>
        <translation>Los subtítulos están en marcha</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>Press a key…</source>
        <translation>Pulsa una tecla…</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>sin tecla</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Everything can be done by keys; Tab goes from one control to the next. Press a key&apos;s button to change it, Delete for none.</source>
        <translation>Todo se puede hacer con el teclado; Tab pasa al siguiente control. Pulsa el botón de una tecla para cambiarla; Supr la quita.</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>Usarla aquí</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarla</translation>
    </message>
    <message>
        <source>All keys as at first</source>
        <translation>Todas las teclas como al principio</translation>
    </message>
    <message>
        <source>A key that works in every program: let your desktop&apos;s own keyboard settings run “wavescribe control toggle”, which starts and stops.</source>
        <translation>Una tecla que vale en todos los programas: haz que los ajustes de teclado de tu escritorio ejecuten «wavescribe control toggle», que inicia y detiene.</translation>
    </message>
    <message>
        <source>in the editor</source>
        <translation>en el editor</translation>
    </message>
    <message>
        <source>{} moves about in the text, or leaves it. Take another key.</source>
        <translation>{} sirve para moverse por el texto o salir de él. Elige otra tecla.</translation>
    </message>
    <message>
        <source>{} moves about in the window. Take another key.</source>
        <translation>{} sirve para moverse por la ventana. Elige otra tecla.</translation>
    </message>
    <message>
        <source>{} (in the editor)</source>
        <translation>{} (en el editor)</translation>
    </message>
    <message>
        <source>In the editor</source>
        <translation>En el editor</translation>
    </message>
    <message>
        <source>{} is the key of “{}”.</source>
        <translation>{} es la tecla de «{}».</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>Labelling</name>
    <message>
        <source>{title}: {names}. Labels err often.</source>
        <translation>{title}: {names}. Las etiquetas fallan a menudo.</translation>
    </message>
    <message>
        <source>{}: nobody was heard.</source>
        <translation>{}: no se oyó a nadie.</translation>
    </message>
    <message>
        <source>Listening for who speaks in {title}: {percent} %</source>
        <translation>Escuchando quién habla en {title}: {percent} %</translation>
    </message>
</context>
<context>
    <name>LanguageModelRow</name>
    <message>
        <source>The model&apos;s own</source>
        <translation>El del modelo</translation>
    </message>
    <message>
        <source>Comes with the speech model</source>
        <translation>Viene con el modelo de reconocimiento</translation>
    </message>
    <message>
        <source>Take off the list (Delete); the file stays</source>
        <translation>Quitar de la lista (Supr); el archivo se conserva</translation>
    </message>
    <message>
        <source>Take {} off the list</source>
        <translation>Quitar {} de la lista</translation>
    </message>
    <message>
        <source>Weight of {}</source>
        <translation>Peso de {}</translation>
    </message>
    <message>
        <source>Its weight beside the others</source>
        <translation>Su peso junto a los demás</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
    <message>
        <source>off</source>
        <translation>desactivado</translation>
    </message>
    <message>
        <source>it has none</source>
        <translation>no tiene ninguno</translation>
    </message>
    <message>
        <source>Share: {}</source>
        <translation>Parte: {}</translation>
    </message>
</context>
<context>
    <name>LanguageModelSheet</name>
    <message>
        <source>Language model</source>
        <translation>Modelo de lenguaje</translation>
    </message>
    <message>
        <source>Language models</source>
        <translation>Modelos de lenguaje</translation>
    </message>
    <message>
        <source>They know which words follow each other. One made from your own documents, such as minutes or papers, knows your words. A change takes effect with the next sentence.</source>
        <translation>Saben qué palabras se siguen unas a otras. Uno hecho con tus propios documentos, como actas o artículos, conoce tus palabras. Los cambios valen a partir de la frase siguiente.</translation>
    </message>
    <message>
        <source>Language models in use, with their shares</source>
        <translation>Modelos de lenguaje en uso, con sus partes</translation>
    </message>
    <message>
        <source>None is in use: the sound alone decides.</source>
        <translation>No se usa ninguno: solo decide el sonido.</translation>
    </message>
    <message>
        <source>Add a language model</source>
        <translation>Añadir un modelo de lenguaje</translation>
    </message>
    <message>
        <source>More follows the language models, less the sound</source>
        <translation>Más sigue a los modelos de lenguaje, menos al sonido</translation>
    </message>
    <message>
        <source>Weight of them all beside the sound</source>
        <translation>Peso de todos frente al sonido</translation>
    </message>
    <message>
        <source>More where words are missing, less where there are too many</source>
        <translation>Más si faltan palabras, menos si sobran</translation>
    </message>
    <message>
        <source>Bonus for each word</source>
        <translation>Bonificación por palabra</translation>
    </message>
    <message>
        <source>my words</source>
        <translation>mis palabras</translation>
    </message>
    <message>
        <source>Name of a new one</source>
        <translation>Nombre de uno nuevo</translation>
    </message>
    <message>
        <source>Build from documents…</source>
        <translation>Crear con documentos…</translation>
    </message>
    <message>
        <source>Text, Markdown, Word, PDF or subtitles; they stay on this computer</source>
        <translation>Texto, Markdown, Word, PDF o subtítulos; no salen de este equipo</translation>
    </message>
    <message>
        <source>State of the language models</source>
        <translation>Estado de los modelos de lenguaje</translation>
    </message>
    <message>
        <source>Replace a language model</source>
        <translation>Sustituir un modelo de lenguaje</translation>
    </message>
    <message>
        <source>Making the language model…</source>
        <translation>Creando el modelo de lenguaje…</translation>
    </message>
    <message numerus="yes">
        <source>Reading %n document(s)…</source>
        <translation>
            <numerusform>Leyendo %n documento…</numerusform>
            <numerusform>Leyendo %n documentos…</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading document {} of {}…</source>
        <translation>Leyendo el documento {} de {}…</translation>
    </message>
    <message>
        <source>There is a language model “{}” already. Give the new one another name, or replace it.</source>
        <translation>Ya hay un modelo de lenguaje «{}». Dé otro nombre al nuevo o sustitúyalo.</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Sustituir</translation>
    </message>
    <message numerus="yes">
        <source>Built: %n word(s). It is in use from the next sentence.</source>
        <translation>
            <numerusform>Creado: %n palabra. Se usa desde la próxima frase.</numerusform>
            <numerusform>Creado: %n palabras. Se usa desde la próxima frase.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. No language model was made or changed.</source>
        <translation>Detenido. No se creó ni se cambió ningún modelo de lenguaje.</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Un archivo…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>Una carpeta…</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>el del modelo</translation>
    </message>
    <message>
        <source>KenLM models (*.arpa *.bin *.binary *.klm)</source>
        <translation>Modelos KenLM (*.arpa *.bin *.binary *.klm)</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Documentos</translation>
    </message>
    <message>
        <source>Documents ({})</source>
        <translation>Documentos ({})</translation>
    </message>
</context>
<context>
    <name>LanguageModels</name>
    <message>
        <source>The language model cannot be written ({}).</source>
        <translation>No se puede escribir el modelo de lenguaje ({}).</translation>
    </message>
</context>
<context>
    <name>LanguagesPlace</name>
    <message>
        <source>Asking the hub for {}…</source>
        <translation>Preguntando al Hub por {}…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Downloading {}: {} of {}</source>
        <translation>Descargando {}: {} de {}</translation>
    </message>
</context>
<context>
    <name>LanguagesSheet</name>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>With a dot: in memory, and taken up at the next pause in speech. Others are read first.</source>
        <translation>Con punto: en memoria, vale desde la próxima pausa al hablar. Los demás se leen antes.</translation>
    </message>
    <message>
        <source>Search by name or code</source>
        <translation>Buscar por nombre o código</translation>
    </message>
    <message>
        <source>Search languages</source>
        <translation>Buscar idiomas</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>in the main weights</source>
        <translation>en los pesos principales</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>por descargar</translation>
    </message>
    <message>
        <source>{} will be deleted from the disk, {}.</source>
        <translation>{} se eliminará del disco, {}.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Eliminar para siempre</translation>
    </message>
</context>
<context>
    <name>LearningPart</name>
    <message>
        <source>Learn from my corrections</source>
        <translation>Aprender de mis correcciones</translation>
    </message>
    <message>
        <source>What is being done</source>
        <translation>Qué se está haciendo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message numerus="yes">
        <source>%n corrected line(s) that {} heard, {} min.</source>
        <translation>
            <numerusform>%n línea corregida que oyó {}, {} min.</numerusform>
            <numerusform>%n líneas corregidas que oyó {}, {} min.</numerusform>
        </translation>
    </message>
    <message>
        <source>Correct some more, until there are about {} min.</source>
        <translation>Corrija algunas más, hasta que sean unos {} min.</translation>
    </message>
    <message>
        <source>A copy of the model learns your voices and words; it is kept only if it makes fewer errors.</source>
        <translation>Una copia del modelo aprende sus voces y palabras; solo se conserva si comete menos errores.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Waits while captions run, and goes on afterwards.</source>
        <translation>Espera mientras hay subtítulos en marcha y sigue después.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Deteniendo…</translation>
    </message>
    <message>
        <source>Stopped; it goes on where it was.</source>
        <translation>Detenido; sigue donde estaba.</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Aprendiendo…</translation>
    </message>
    <message>
        <source>Learning, less than a minute left</source>
        <translation>Aprendiendo, queda menos de un minuto</translation>
    </message>
    <message numerus="yes">
        <source>Learning, about %n minute(s) left</source>
        <translation>
            <numerusform>Aprendiendo, queda aproximadamente %n minuto</numerusform>
            <numerusform>Aprendiendo, quedan unos %n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Word errors in corrected lines that it did not learn from: {} % before, {} % after (%n word(s)).</source>
        <translation>
            <numerusform>Errores de palabra en líneas corregidas de las que no aprendió: {} % antes, {} % después (%n palabra).</numerusform>
            <numerusform>Errores de palabra en líneas corregidas de las que no aprendió: {} % antes, {} % después (%n palabras).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Errors in what you left as it was: {} before, {} after (%n word(s)).</source>
        <translation>
            <numerusform>Errores en lo que dejó como estaba: {} antes, {} después (%n palabra).</numerusform>
            <numerusform>Errores en lo que dejó como estaba: {} antes, {} después (%n palabras).</numerusform>
        </translation>
    </message>
    <message>
        <source>The new model is used from the next start on; to undo it, remove it from the list.</source>
        <translation>El nuevo modelo se usa a partir del próximo inicio; para deshacerlo, quítelo de la lista.</translation>
    </message>
    <message>
        <source>It is no better, so nothing was kept.</source>
        <translation>No es mejor, así que no se conservó nada.</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Input level</source>
        <translation>Nivel de entrada</translation>
    </message>
    <message>
        <source>Too loud: the sound is cut off</source>
        <translation>Demasiado alto: el sonido se recorta</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>↓ Back to live</source>
        <translation>↓ Volver al directo</translation>
    </message>
    <message>
        <source>Show the newest caption, and follow</source>
        <translation>Mostrar el último subtítulo y seguir</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>No sound arrives. Is the microphone muted?</source>
        <translation>No llega sonido. ¿Está silenciado el micrófono?</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Loading the model. You can speak already: nothing is lost.</source>
        <translation>Cargando el modelo. Ya puedes hablar: no se pierde nada.</translation>
    </message>
    <message>
        <source>Waiting for the microphone…</source>
        <translation>Esperando el micrófono…</translation>
    </message>
    <message>
        <source>Captioning what was heard last…</source>
        <translation>Subtitulando lo último que se oyó…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Stopped by a problem</source>
        <translation>Detenido por un problema</translation>
    </message>
    <message>
        <source>Use the default microphone</source>
        <translation>Usar el micrófono predeterminado</translation>
    </message>
    <message>
        <source>Now in {}.</source>
        <translation>Ahora en {}.</translation>
    </message>
    <message>
        <source>No, back to {}</source>
        <translation>No, volver a {}</translation>
    </message>
    <message>
        <source>lag {} s</source>
        <translation>retraso {} s</translation>
    </message>
    <message>
        <source>final {} s</source>
        <translation>final {} s</translation>
    </message>
    <message>
        <source>revisions {}/min</source>
        <translation>revisiones {}/min</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) lost</source>
        <translation>
            <numerusform>%n muestra perdida</numerusform>
            <numerusform>%n muestras perdidas</numerusform>
        </translation>
    </message>
    <message>
        <source>May Wavescribe type? The desktop asks.</source>
        <translation>¿Puede escribir Wavescribe? El escritorio pregunta.</translation>
    </message>
    <message>
        <source>⌨ Types elsewhere</source>
        <translation>⌨ Escribe en otras ventanas</translation>
    </message>
    <message>
        <source>What is said is typed into whatever other window has the keyboard.</source>
        <translation>Lo que se dice se escribe en la otra ventana que tenga el teclado.</translation>
    </message>
    <message>
        <source>Other model…</source>
        <translation>Otro modelo…</translation>
    </message>
    <message>
        <source>Press Space, or Start, and speak.
The words appear here as you say them. Nothing leaves this computer.

{} will be heard.</source>
        <translation>Pulsa Espacio o Iniciar, y habla.
Las palabras aparecen aquí mientras las dices. Nada sale de este equipo.

Se escuchará: {}.</translation>
    </message>
    <message>
        <source>Words {}</source>
        <translation>Palabras {}</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Palabras</translation>
    </message>
</context>
<context>
    <name>LivePlace</name>
    <message>
        <source>No microphone was found. Plug one in; files work without.</source>
        <translation>No se ha encontrado ningún micrófono. Conecta uno; los archivos funcionan sin él.</translation>
    </message>
</context>
<context>
    <name>LongWork</name>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
</context>
<context>
    <name>MachineOffer</name>
    <message>
        <source>Stop the captions first: measuring takes the whole processor.</source>
        <translation>Detén antes los subtítulos: medir ocupa todo el procesador.</translation>
    </message>
    <message>
        <source>Measuring this computer; that takes less than a minute…</source>
        <translation>Midiendo este equipo; tarda menos de un minuto…</translation>
    </message>
    <message>
        <source>This computer keeps real time with large models, with room to spare ({}).</source>
        <translation>Este equipo sigue el tiempo real con modelos grandes, con margen ({}).</translation>
    </message>
    <message>
        <source>This computer keeps real time with base models, with room to spare ({}).</source>
        <translation>Este equipo sigue el tiempo real con modelos base, con margen ({}).</translation>
    </message>
    <message>
        <source>The bundled model suits this computer; larger ones serve for files ({}).</source>
        <translation>El modelo incluido se adapta a este equipo; los mayores sirven para archivos ({}).</translation>
    </message>
    <message>
        <source>Other programs were busy meanwhile: it may be faster.</source>
        <translation>Otros programas estaban ocupados: puede ser más rápido.</translation>
    </message>
    <message>
        <source>See a model for it</source>
        <translation>Ver un modelo adecuado</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>Usar este</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Look for microphones</source>
        <translation>Buscar micrófonos</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Buscarlo</translation>
    </message>
    <message>
        <source>Wavescribe crashed when it ran last. What was heard and said is on disk.</source>
        <translation>Wavescribe se cerró por un fallo la última vez. El sonido y el texto están en el disco.</translation>
    </message>
    <message>
        <source>Something went wrong in Wavescribe. What was heard and said is on disk.</source>
        <translation>Algo ha fallado en Wavescribe. El sonido y el texto están en el disco.</translation>
    </message>
    <message>
        <source>Details…</source>
        <translation>Detalles…</translation>
    </message>
    <message numerus="yes">
        <source>%n recording(s) were cut off. What was heard is on disk: History recovers it.</source>
        <translation>
            <numerusform>%n grabación se interrumpió. Lo que se oyó está en el disco: el Historial lo recupera.</numerusform>
            <numerusform>%n grabaciones se interrumpieron. Lo que se oyó está en el disco: el Historial lo recupera.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show History</source>
        <translation>Mostrar el Historial</translation>
    </message>
    <message>
        <source>Audio or video</source>
        <translation>Audio o vídeo</translation>
    </message>
    <message>
        <source>Wavescribe (finishing…)</source>
        <translation>Wavescribe (terminando…)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>ModelChanges</name>
    <message>
        <source>Downloading {}…</source>
        <translation>Descargando {}…</translation>
    </message>
    <message>
        <source>{} is here, whole and checked.</source>
        <translation>{} está aquí, completo y comprobado.</translation>
    </message>
    <message>
        <source>{} holds no whole Wav2Vec2 recognition model; choose another folder.</source>
        <translation>{} no contiene un modelo de reconocimiento Wav2Vec2 completo; elige otra carpeta.</translation>
    </message>
    <message>
        <source>{} is on the list.</source>
        <translation>{} está en la lista.</translation>
    </message>
    <message>
        <source>Copying {}…</source>
        <translation>Copiando {}…</translation>
    </message>
    <message>
        <source>{} is imported.</source>
        <translation>{} está importado.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Download the rest</source>
        <translation>Descargar el resto</translation>
    </message>
    <message>
        <source>Languages…</source>
        <translation>Idiomas…</translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation>Quitar de la lista</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>Quitar {}</translation>
    </message>
    <message>
        <source>comes with Wavescribe</source>
        <translation>viene con Wavescribe</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importado</translation>
    </message>
    <message>
        <source>a folder of yours</source>
        <translation>una carpeta tuya</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>descargado</translation>
    </message>
    <message>
        <source>{} on disk</source>
        <translation>{} en disco</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>{} with your corrections</source>
        <translation>{} con sus correcciones</translation>
    </message>
    <message>
        <source>Not whole: {} is missing.</source>
        <translation>Incompleto: falta {}.</translation>
    </message>
    <message>
        <source>licence not said</source>
        <translation>licencia no indicada</translation>
    </message>
    <message>
        <source>labels: {}</source>
        <translation>etiquetas: {}</translation>
    </message>
    <message>
        <source>Fewer errors: knows 57,000 words, and your hotwords besides</source>
        <translation>Menos errores: conoce 57.000 palabras, y además las tuyas</translation>
    </message>
    <message>
        <source>More errors: spells also what no list of words has, and says how sure each letter is</source>
        <translation>Más errores: deletrea también lo que no está en ninguna lista de palabras, y dice lo segura que es cada letra</translation>
    </message>
    <message>
        <source>{} of {} languages are here</source>
        <translation>{} de {} idiomas están aquí</translation>
    </message>
    <message>
        <source>{} and its {} will be deleted from the disk.</source>
        <translation>{} y sus {} se eliminarán del disco.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conservar</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>Eliminar para siempre</translation>
    </message>
</context>
<context>
    <name>ModelsSheet</name>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Nothing is downloaded unless you ask for it. Another model is used from the next start on.</source>
        <translation>No se descarga nada sin que lo pidas. Otro modelo se usa desde el próximo inicio.</translation>
    </message>
    <message>
        <source>Model in memory</source>
        <translation>Modelo en memoria</translation>
    </message>
    <message>
        <source>Leaves memory when idle for</source>
        <translation>Sale de la memoria tras una inactividad de</translation>
    </message>
    <message>
        <source>The model leaves memory when idle for</source>
        <translation>El modelo sale de la memoria tras una inactividad de</translation>
    </message>
    <message>
        <source>No model is in memory.</source>
        <translation>No hay ningún modelo en memoria.</translation>
    </message>
    <message>
        <source>In memory: {}, {}</source>
        <translation>En memoria: {}, {}</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message>
        <source>It stays</source>
        <translation>Se queda</translation>
    </message>
</context>
<context>
    <name>Overlay</name>
    <message>
        <source>Wayland does not let a program keep a window on top or choose its place. Drag the overlay where you want it, and choose “Always on top” in its window menu (Alt+Space); or start Wavescribe with QT_QPA_PLATFORM=xcb. The projector window and the page for OBS work as everywhere.</source>
        <translation>Wayland no deja que un programa mantenga una ventana encima ni elija su lugar. Arrastra la superposición a su sitio y elige «Siempre encima» en el menú de la ventana (Alt+Espacio); o inicia Wavescribe con QT_QPA_PLATFORM=xcb. La ventana de proyector y la página para OBS funcionan como siempre.</translation>
    </message>
</context>
<context>
    <name>OverlayWindow</name>
    <message>
        <source>Wavescribe captions</source>
        <translation>Subtítulos de Wavescribe</translation>
    </message>
    <message>
        <source>Caption overlay</source>
        <translation>Superposición de subtítulos</translation>
    </message>
    <message>
        <source>Captions appear here.</source>
        <translation>Aquí aparecen los subtítulos.</translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation>Dejar pasar los clics</translation>
    </message>
    <message>
        <source>The main window makes it clickable again</source>
        <translation>La ventana principal la vuelve a hacer clicable</translation>
    </message>
    <message>
        <source>Look…</source>
        <translation>Aspecto…</translation>
    </message>
    <message>
        <source>Font, size, colours and lines</source>
        <translation>Letra, tamaño, colores y líneas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>PlaybackBar</name>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Loop line</source>
        <translation>Repetir línea</translation>
    </message>
    <message>
        <source>{} while writing</source>
        <translation>{} al escribir</translation>
    </message>
    <message>
        <source>{} slower</source>
        <translation>{} más lento</translation>
    </message>
    <message>
        <source>{} faster</source>
        <translation>{} más rápido</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Reproducir o pausar</translation>
    </message>
    <message>
        <source>Play this line again and again</source>
        <translation>Reproducir esta línea una y otra vez</translation>
    </message>
    <message>
        <source>Keep the word that is heard in view</source>
        <translation>Mantener a la vista la palabra que suena</translation>
    </message>
    <message>
        <source>Speed; the pitch stays</source>
        <translation>Velocidad; el tono no cambia</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Guardar como PDF</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>Enviado a la impresora.</translation>
    </message>
    <message>
        <source>Not written: {}</source>
        <translation>No se ha escrito: {}</translation>
    </message>
    <message>
        <source>Written: {}</source>
        <translation>Escrito: {}</translation>
    </message>
</context>
<context>
    <name>ProblemSheet</name>
    <message>
        <source>What went wrong</source>
        <translation>Qué ha fallado</translation>
    </message>
    <message>
        <source>A fault of Wavescribe&apos;s own. The report names no file of yours and nothing that was said. Nothing is sent; you may copy it.</source>
        <translation>Un fallo del propio Wavescribe. El informe no nombra ningún archivo tuyo ni nada de lo dicho. No se envía nada; puedes copiarlo.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copiar el informe</translation>
    </message>
</context>
<context>
    <name>ProjectorWindow</name>
    <message>
        <source>Wavescribe captions (projector)</source>
        <translation>Subtítulos de Wavescribe (proyector)</translation>
    </message>
    <message>
        <source>Projector captions</source>
        <translation>Subtítulos en proyector</translation>
    </message>
    <message>
        <source>Captions appear here.  F: full screen  ·  Escape: close</source>
        <translation>Aquí aparecen los subtítulos.  F: pantalla completa  ·  Esc: cerrar</translation>
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
        <translation>{} vuelve a estar completa.</translation>
    </message>
    <message>
        <source>Recovering {title}: {time} heard</source>
        <translation>Recuperando {title}: {time} oídos</translation>
    </message>
</context>
<context>
    <name>RereadSheet</name>
    <message>
        <source>Read again</source>
        <translation>Volver a leer</translation>
    </message>
    <message>
        <source>What was heard is decoded again with the words and the language model of now. Words that you corrected by hand stay. Take over what is better.</source>
        <translation>Lo que se oyó se lee otra vez con las palabras y el modelo de lenguaje de ahora. Lo corregido a mano se conserva. Acepta lo que sea mejor.</translation>
    </message>
    <message>
        <source>Progress of reading again</source>
        <translation>Progreso de la nueva lectura</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Leave the text as it is</source>
        <translation>Dejar el texto como está</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Diferencias</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Choose all differences</source>
        <translation>Elegir todas las diferencias</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Choose no difference</source>
        <translation>No elegir ninguna diferencia</translation>
    </message>
    <message>
        <source>Reading again…</source>
        <translation>Leyendo otra vez…</translation>
    </message>
    <message>
        <source>Reading again: {} %</source>
        <translation>Leyendo otra vez: {} %</translation>
    </message>
    <message>
        <source>Stopped. The text is as it was.</source>
        <translation>Detenido. El texto está como antes.</translation>
    </message>
    <message>
        <source>Nothing would change.</source>
        <translation>No cambiaría nada.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) would change:</source>
        <translation>
            <numerusform>Cambiaría %n lugar:</numerusform>
            <numerusform>Cambiarían %n lugares:</numerusform>
        </translation>
    </message>
    <message>
        <source>{}
add “{}”</source>
        <translation>{}
añadir «{}»</translation>
    </message>
    <message>
        <source>{}
remove “{}”</source>
        <translation>{}
quitar «{}»</translation>
    </message>
    <message>
        <source>{}
“{}” becomes “{}”</source>
        <translation>{}
«{}» pasa a «{}»</translation>
    </message>
    <message>
        <source>Take over {}</source>
        <translation>Aceptar {}</translation>
    </message>
</context>
<context>
    <name>Rereading</name>
    <message>
        <source>There is no session that was kept. Start one with “Keep sessions” on.</source>
        <translation>No hay ninguna sesión guardada. Inicia una con «Guardar sesiones».</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>↓ To the end</source>
        <translation>↓ Ir al final</translation>
    </message>
    <message>
        <source>Show what was heard last, and follow</source>
        <translation>Mostrar lo último que se oyó y seguir</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>No speech was found in this recording.</source>
        <translation>No se ha encontrado voz en esta grabación.</translation>
    </message>
    <message>
        <source>The words appear here as they are heard.</source>
        <translation>Las palabras aparecen aquí a medida que se oyen.</translation>
    </message>
    <message>
        <source>This file is done.</source>
        <translation>Este archivo está terminado.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>RollingText</name>
    <message>
        <source>Captions</source>
        <translation>Subtítulos</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>Takes it off this list. Its text stays in the history.</source>
        <translation>Lo quita de esta lista. Su texto queda en el historial.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>More for {}</source>
        <translation>Más sobre {}</translation>
    </message>
</context>
<context>
    <name>ScreensSheet</name>
    <message>
        <source>Overlay and projector</source>
        <translation>Superposición y proyector</translation>
    </message>
    <message>
        <source>The overlay lies above all other windows; the projector window fills a second screen.</source>
        <translation>La superposición está sobre todas las ventanas; la de proyector llena una segunda pantalla.</translation>
    </message>
    <message>
        <source>Show the overlay</source>
        <translation>Mostrar la superposición</translation>
    </message>
    <message>
        <source>Let clicks through it</source>
        <translation>Dejar pasar los clics</translation>
    </message>
    <message>
        <source>The overlay can&apos;t be dragged then</source>
        <translation>Entonces no se puede arrastrar</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>Blanco sobre negro</translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation>Amarillo sobre negro</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>Negro sobre blanco</translation>
    </message>
    <message>
        <source>White on blue</source>
        <translation>Blanco sobre azul</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Tipo de letra</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Líneas</translation>
    </message>
    <message>
        <source>Opacity of the plate</source>
        <translation>Opacidad del fondo</translation>
    </message>
    <message>
        <source>Screen for the projector window</source>
        <translation>Pantalla para la ventana de proyector</translation>
    </message>
    <message>
        <source>Projector window on</source>
        <translation>Ventana de proyector en</translation>
    </message>
    <message>
        <source>Size of its text</source>
        <translation>Tamaño de su texto</translation>
    </message>
    <message>
        <source>Show the projector window</source>
        <translation>Mostrar la ventana de proyector</translation>
    </message>
</context>
<context>
    <name>ScriptSheet</name>
    <message>
        <source>Script</source>
        <translation>Guion</translation>
    </message>
    <message>
        <source>A text that is read aloud: the word that was spoken last is marked, over skips and repeats.</source>
        <translation>Un texto que se lee en voz alta: se marca la última palabra dicha, aunque se omita o se repita algo.</translation>
    </message>
    <message>
        <source>Text of the script</source>
        <translation>Texto del guion</translation>
    </message>
    <message>
        <source>Paste what will be read</source>
        <translation>Pega lo que se va a leer</translation>
    </message>
    <message>
        <source>Open a text…</source>
        <translation>Abrir un texto…</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>Dejar de seguir</translation>
    </message>
    <message>
        <source>Open a text</source>
        <translation>Abrir un texto</translation>
    </message>
</context>
<context>
    <name>SessionModel</name>
    <message>
        <source>no words</source>
        <translation>sin palabras</translation>
    </message>
    <message>
        <source>cut off, can be recovered</source>
        <translation>interrumpida, se puede recuperar</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Words to listen for</source>
        <translation>Palabras a las que atender</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Marcar este momento</translation>
    </message>
    <message>
        <source>Stop scrolling, or follow again</source>
        <translation>Dejar de desplazar o volver a seguir</translation>
    </message>
    <message>
        <source>Back to the newest caption</source>
        <translation>Volver al último subtítulo</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>Let clicks through the overlay</source>
        <translation>Dejar pasar los clics por la superposición</translation>
    </message>
    <message>
        <source>Projector window</source>
        <translation>Ventana de proyector</translation>
    </message>
    <message>
        <source>Look of overlay and projector</source>
        <translation>Aspecto de superposición y proyector</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Directo</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Añadir archivos</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Carpetas vigiladas</translation>
    </message>
    <message>
        <source>Align a text</source>
        <translation>Sincronizar un texto</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copiar el texto</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelos</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Idiomas</translation>
    </message>
    <message>
        <source>Language model</source>
        <translation>Modelo de lenguaje</translation>
    </message>
    <message>
        <source>Follow a script</source>
        <translation>Seguir un guion</translation>
    </message>
    <message>
        <source>Captions for other programs</source>
        <translation>Subtítulos para otros programas</translation>
    </message>
    <message>
        <source>Type into other windows</source>
        <translation>Escribir en otras ventanas</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto más grande</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto más pequeño</translation>
    </message>
    <message>
        <source>Show times</source>
        <translation>Mostrar tiempos</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Esta lista</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Take alternative {}</source>
        <translation>Elegir la alternativa {}</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Reproducir o pausar</translation>
    </message>
    <message>
        <source>Play or pause, while writing too</source>
        <translation>Reproducir o pausar, también al escribir</translation>
    </message>
    <message>
        <source>Loop the line</source>
        <translation>Repetir la línea</translation>
    </message>
    <message>
        <source>Keep the word that is heard in view</source>
        <translation>Mantener a la vista la palabra que suena</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>Next doubtful word</source>
        <translation>Siguiente palabra dudosa</translation>
    </message>
    <message>
        <source>The doubtful word before</source>
        <translation>Palabra dudosa anterior</translation>
    </message>
    <message>
        <source>Write in place of the word</source>
        <translation>Escribir en lugar de la palabra</translation>
    </message>
    <message>
        <source>Remove the word</source>
        <translation>Quitar la palabra</translation>
    </message>
    <message>
        <source>The word starts earlier</source>
        <translation>La palabra empieza antes</translation>
    </message>
    <message>
        <source>The word starts later</source>
        <translation>La palabra empieza después</translation>
    </message>
    <message>
        <source>The word ends earlier</source>
        <translation>La palabra termina antes</translation>
    </message>
    <message>
        <source>The word ends later</source>
        <translation>La palabra termina después</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Hear the word</source>
        <translation>Oír la palabra</translation>
    </message>
    <message>
        <source>Begin a line here, or join it to the one before</source>
        <translation>Empezar una línea aquí o unirla a la anterior</translation>
    </message>
    <message>
        <source>Who says this line</source>
        <translation>Quién dice esta línea</translation>
    </message>
    <message>
        <source>The settings have a key for “{}”, which is unknown.</source>
        <translation>En los ajustes hay una tecla para «{}», que no se conoce.</translation>
    </message>
    <message>
        <source>“{key}” in the settings can&apos;t be the key of “{what}”, which has {default}.</source>
        <translation>«{key}», en los ajustes, no puede ser la tecla de «{what}», que tiene {default}.</translation>
    </message>
    <message>
        <source>{key} is the key of “{other}” and of “{what}” in the settings; “{what}” has {default}.</source>
        <translation>En los ajustes, {key} es la tecla de «{other}» y de «{what}»; «{what}» tiene {default}.</translation>
    </message>
</context>
<context>
    <name>Speakers</name>
    <message>
        <source>As many as are heard</source>
        <translation>Tantas como se oigan</translation>
    </message>
    <message>
        <source>Label speakers</source>
        <translation>Etiquetar hablantes</translation>
    </message>
    <message>
        <source>How many people speak? Labels err often; the right number helps.
What you chose by hand stays, and so do names that you gave.</source>
        <translation>¿Cuántas personas hablan? Las etiquetas fallan a menudo; el número correcto ayuda.
Lo que eligió a mano se mantiene, y también los nombres que dio.</translation>
    </message>
    <message>
        <source>Speaker {}</source>
        <translation>Hablante {}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Live</source>
        <translation>Directo</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
    <message>
        <source>Title of the session</source>
        <translation>Título de la sesión</translation>
    </message>
    <message>
        <source>Title of the session; click to change it</source>
        <translation>Título de la sesión; haz clic para cambiarlo</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Files {}</source>
        <translation>Archivos {}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Mostrar la ventana</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>Type into other windows</source>
        <translation>Escribir en otras ventanas</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Wavescribe: loading the model</source>
        <translation>Wavescribe: cargando el modelo</translation>
    </message>
    <message>
        <source>Wavescribe: listening</source>
        <translation>Wavescribe: escuchando</translation>
    </message>
    <message>
        <source>Wavescribe: waiting for the microphone</source>
        <translation>Wavescribe: esperando el micrófono</translation>
    </message>
    <message>
        <source>Wavescribe: finishing</source>
        <translation>Wavescribe: terminando</translation>
    </message>
    <message>
        <source>Wavescribe: stopped by a problem</source>
        <translation>Wavescribe: detenido por un problema</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Types into other windows</source>
        <translation>Escribe en otras ventanas</translation>
    </message>
</context>
<context>
    <name>WatchSheet</name>
    <message>
        <source>Watched folders</source>
        <translation>Carpetas vigiladas</translation>
    </message>
    <message>
        <source>Audio and video in these folders, and what comes into them, is transcribed once; the text is written as you choose. It goes on at the next start.</source>
        <translation>El audio y el vídeo de estas carpetas, y lo que llegue a ellas, se transcribe una vez; el texto se escribe como elijas. En el próximo inicio continúa.</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formato</translation>
    </message>
    <message>
        <source>Replaced in the name: {stem} (title), {date}, {lang} (language), {model}</source>
        <translation>Se sustituyen en el nombre: {stem} (título), {date} (fecha), {lang} (idioma), {model} (modelo)</translation>
    </message>
    <message>
        <source>Name: {stem}, {date}, {lang}, {model}</source>
        <translation>Nombre: {stem}, {date}, {lang}, {model}</translation>
    </message>
    <message>
        <source>Place of the texts</source>
        <translation>Lugar de los textos</translation>
    </message>
    <message>
        <source>Watch a folder…</source>
        <translation>Vigilar una carpeta…</translation>
    </message>
    <message>
        <source>{} is watched already.</source>
        <translation>{} ya se vigila.</translation>
    </message>
    <message>
        <source>Texts need a name.</source>
        <translation>Los textos necesitan un nombre.</translation>
    </message>
    <message>
        <source>Beside the recordings</source>
        <translation>Junto a las grabaciones</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>Otra carpeta…</translation>
    </message>
    <message>
        <source>Folder for the texts</source>
        <translation>Carpeta para los textos</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Carpeta que vigilar</translation>
    </message>
</context>
<context>
    <name>WatchedRow</name>
    <message>
        <source>beside the recordings</source>
        <translation>junto a las grabaciones</translation>
    </message>
    <message>
        <source>{form}, “{name}”, {place}</source>
        <translation>{form}, «{name}», {place}</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>Dejar de vigilar</translation>
    </message>
    <message>
        <source>Stop watching {}</source>
        <translation>Dejar de vigilar {}</translation>
    </message>
    <message numerus="yes">
        <source>%n text(s) written</source>
        <translation>
            <numerusform>%n texto escrito</numerusform>
            <numerusform>%n textos escritos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in the queue</source>
        <translation>
            <numerusform>%n archivo en la cola</numerusform>
            <numerusform>%n archivos en la cola</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for files</source>
        <translation>A la espera de archivos</translation>
    </message>
</context>
<context>
    <name>WaveformStrip</name>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>Click to play from here; the wheel zooms; drag a line&apos;s edge to move it (+ - ← →)</source>
        <translation>Clic: reproducir desde aquí; rueda: ampliar; arrastra el borde de una línea para moverlo (+ - ← →)</translation>
    </message>
</context>
<context>
    <name>WindowMenu</name>
    <message>
        <source>Add files…</source>
        <translation>Añadir archivos…</translation>
    </message>
    <message>
        <source>Watch folders…</source>
        <translation>Vigilar carpetas…</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copiar el texto</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelos…</translation>
    </message>
    <message>
        <source>Languages…</source>
        <translation>Idiomas…</translation>
    </message>
    <message>
        <source>What suits this computer…</source>
        <translation>Qué conviene a este equipo…</translation>
    </message>
    <message>
        <source>Language model…</source>
        <translation>Modelo de lenguaje…</translation>
    </message>
    <message>
        <source>Overlay and projector…</source>
        <translation>Superposición y proyector…</translation>
    </message>
    <message>
        <source>Let clicks through the overlay</source>
        <translation>Dejar pasar los clics por la superposición</translation>
    </message>
    <message>
        <source>Projector window</source>
        <translation>Ventana de proyector</translation>
    </message>
    <message>
        <source>Captions for other programs…</source>
        <translation>Subtítulos para otros programas…</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto más grande</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto más pequeño</translation>
    </message>
    <message>
        <source>Show times</source>
        <translation>Mostrar tiempos</translation>
    </message>
    <message>
        <source>Sentences, punctuation and digits</source>
        <translation>Frases, puntuación y cifras</translation>
    </message>
    <message>
        <source>Mask coarse words</source>
        <translation>Ocultar palabrotas</translation>
    </message>
    <message>
        <source>Keep sessions (text and sound)</source>
        <translation>Guardar sesiones (texto y sonido)</translation>
    </message>
    <message>
        <source>Use the default microphone when mine is unplugged</source>
        <translation>Usar el micrófono predeterminado si falta el mío</translation>
    </message>
    <message>
        <source>Keep the screen on while listening</source>
        <translation>Mantener la pantalla encendida al escuchar</translation>
    </message>
    <message>
        <source>Closing leaves Wavescribe in the tray</source>
        <translation>Al cerrar, dejar Wavescribe en la bandeja</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Alto contraste</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Language of this window</source>
        <translation>Idioma de esta ventana</translation>
    </message>
    <message>
        <source>Show at once</source>
        <translation>Mostrar al momento</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Equilibrado</translation>
    </message>
    <message>
        <source>Show when settled</source>
        <translation>Mostrar cuando sean firmes</translation>
    </message>
    <message>
        <source>Words that are still forming</source>
        <translation>Palabras que aún se forman</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Very doubtful</source>
        <translation>Muy dudosas</translation>
    </message>
    <message>
        <source>Doubtful</source>
        <translation>Dudosas</translation>
    </message>
    <message>
        <source>All but certain</source>
        <translation>Todas las no seguras</translation>
    </message>
    <message>
        <source>Words to underline</source>
        <translation>Palabras que subrayar</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nunca</translation>
    </message>
    <message>
        <source>Align a text…</source>
        <translation>Sincronizar un texto…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Other screens and programs</source>
        <translation>Otras pantallas y programas</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Escucha</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sesiones</translation>
    </message>
    <message>
        <source>Follow a script…</source>
        <translation>Seguir un guion…</translation>
    </message>
    <message>
        <source>After a week</source>
        <translation>Después de una semana</translation>
    </message>
    <message>
        <source>After a month</source>
        <translation>Después de un mes</translation>
    </message>
    <message>
        <source>After a year</source>
        <translation>Después de un año</translation>
    </message>
    <message>
        <source>Delete old sessions</source>
        <translation>Eliminar sesiones antiguas</translation>
    </message>
    <message>
        <source>Delete the sound of old sessions</source>
        <translation>Eliminar el sonido de sesiones antiguas</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Teclado</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Type into other windows</source>
        <translation>Escribir en otras ventanas</translation>
    </message>
    <message>
        <source>The language changes when Wavescribe is started again.</source>
        <translation>El idioma cambiará al volver a iniciar Wavescribe.</translation>
    </message>
    <message>
        <source>From the next start on. Sessions with marks in them are never deleted by themselves.</source>
        <translation>A partir del próximo inicio. Las sesiones con marcas nunca se eliminan solas.</translation>
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
        <translation>Seguridad de cada letra: {}</translation>
    </message>
</context>
<context>
    <name>WordTable</name>
    <message>
        <source>weight {} of 3 ({:g}); press 1, 2 or 3</source>
        <translation>peso {} de 3 ({:g}); pulsa 1, 2 o 3</translation>
    </message>
    <message numerus="yes">
        <source>heard %n time(s)</source>
        <translation>
            <numerusform>oída %n vez</numerusform>
            <numerusform>oída %n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>Word or phrase</source>
        <translation>Palabra o frase</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Peso</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Oída</translation>
    </message>
    <message>
        <source>{} (no {})</source>
        <translation>{} (sin {})</translation>
    </message>
    <message>
        <source>{} (the model has no {})</source>
        <translation>{} (al modelo le falta {})</translation>
    </message>
</context>
<context>
    <name>WordsSheet</name>
    <message>
        <source>Words</source>
        <translation>Palabras</translation>
    </message>
    <message>
        <source>Names and words to listen for. A change takes effect with the next sentence.</source>
        <translation>Nombres y palabras a los que atender. Los cambios valen desde la frase siguiente.</translation>
    </message>
    <message>
        <source>Add a word or phrase</source>
        <translation>Añadir palabra o frase</translation>
    </message>
    <message>
        <source>Paste a list</source>
        <translation>Pegar lista</translation>
    </message>
    <message>
        <source>A word or phrase a line, from the clipboard</source>
        <translation>Una palabra o frase por línea, del portapapeles</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importar…</translation>
    </message>
    <message>
        <source>A text or CSV file: word, weight</source>
        <translation>Un archivo de texto o CSV: palabra, peso</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Take the selected words out (Delete)</source>
        <translation>Quitar las palabras elegidas (Supr)</translation>
    </message>
    <message>
        <source>Re-read this session…</source>
        <translation>Volver a leer esta sesión…</translation>
    </message>
    <message>
        <source>Decode it again with these words, and see what changes</source>
        <translation>Leerla otra vez con estas palabras y ver qué cambia</translation>
    </message>
    <message>
        <source>Words to listen for</source>
        <translation>Palabras a las que atender</translation>
    </message>
    <message>
        <source>There is no word in it. Write one a line.</source>
        <translation>No contiene ninguna palabra. Escribe una por línea.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more line(s) that can&apos;t be read</source>
        <translation>
            <numerusform>y %n línea más que no se puede leer</numerusform>
            <numerusform>y %n líneas más que no se pueden leer</numerusform>
        </translation>
    </message>
    <message>
        <source>{} cannot be read: {}</source>
        <translation>No se puede leer {}: {}</translation>
    </message>
    <message>
        <source>{} is too large for a list of words.</source>
        <translation>{} es demasiado grande para una lista de palabras.</translation>
    </message>
    <message>
        <source>List of words</source>
        <translation>Lista de palabras</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv)</source>
        <translation>Listas (*.txt *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
</context>
</TS>
