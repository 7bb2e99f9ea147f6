package dev.interlock.internal.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a properties file in UTF-8. Properties with the prefix {@code interlock.} are settings of the server. */
final class ConfigurationFile {
    /** Limit on the bytes of the file. A larger file is no configuration file, but for example an endless device. */
    private static final int MAX_BYTES = 1 << 20;

    /** Properties that reject a second value for a name. Otherwise it would silently replace the first value. */
    @SuppressWarnings("serial") // Never serialized.
    private static final class DistinctProperties extends Properties {
        @Override
        public synchronized @Nullable Object put(Object name, Object value) {
            if (containsKey(name)) {
                throw new IllegalArgumentException("sets " + name + " twice");
            }
            return super.put(name, value);
        }
    }

    private final Path path;
    private final String source;

    private ConfigurationFile(Path path, String source) {
        this.path = path;
        this.source = source;
    }

    /**
     * Returns the settings in the file. Their names include the prefix. Other names belong to the application.
     *
     * @param source source of the path, for messages
     * @throws SettingException if the file cannot be read or is malformed
     */
    static Map<String, String> read(Path path, String source) {
        return new ConfigurationFile(path, source).settings();
    }

    private Map<String, String> settings() {
        Properties all = new DistinctProperties();
        try {
            all.load(new StringReader(text()));
        } catch (IOException e) {
            throw rejected("cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw rejected(String.valueOf(e.getMessage()));
        }
        Map<String, String> settings = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith(Overrides.PROPERTY_PREFIX)) {
                settings.put(name, all.getProperty(name, ""));
            }
        }
        return settings;
    }

    private String text() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw rejected("has more than " + MAX_BYTES + " bytes");
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            // Some editors begin a file with a byte order mark.
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw rejected("does not exist");
        } catch (CharacterCodingException e) {
            throw rejected("is not UTF-8");
        }
    }

    private SettingException rejected(String mistake) {
        return new SettingException("The configuration file " + path + " (" + source + ") " + mistake
                + ". Tip: name a file with lines such as interlock.port=8080");
    }
}
