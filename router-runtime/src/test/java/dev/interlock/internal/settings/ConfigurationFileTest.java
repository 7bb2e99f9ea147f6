package dev.interlock.internal.settings;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationFileTest {
    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("shop.properties"), text);
    }

    private static Map<String, String> map(@Nullable String name, Object value) {
        Map<String, String> map = new HashMap<>();
        if (name != null) {
            map.put(name, value.toString());
        }
        return map;
    }

    private static String refusal(Path path) {
        SettingException refused = assertThrows(
                SettingException.class, () -> Overrides.withFile(null, map(null, ""), map("INTERLOCK_CONFIG", path)));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void readsSettingsAndLeavesOtherNames() throws IOException {
        Path path = file("# limits\ninterlock.max-body = 4m\ndatabase.url=jdbc:x\ninterlock.host=\u00fc.example\n");
        Overrides read = Overrides.withFile(path, map(null, ""), map(null, ""));
        assertThat(read.file()).containsExactly("interlock.max-body", "4m", "interlock.host", "\u00fc.example");
        Settings settings = new Settings(new SettingValues(), read);
        assertThat(settings.get(Setting.MAX_BODY)).isEqualTo(4 << 20);
        assertThat(settings.describe(Setting.MAX_BODY)).isEqualTo("4m (configuration file, interlock.max-body)");
    }

    @Test
    void ignoresByteOrderMark() throws IOException {
        Path path = file("\ufeffinterlock.port=7\n");
        assertThat(Overrides.withFile(path, map(null, ""), map(null, "")).file())
                .containsExactly("interlock.port", "7");
    }

    @Test
    void propertyNamesFileBeforeVariableAndApplication() throws IOException {
        Path first = Files.writeString(directory.resolve("1"), "interlock.port=1");
        Path second = Files.writeString(directory.resolve("2"), "interlock.port=2");
        Path third = Files.writeString(directory.resolve("3"), "interlock.port=3");
        assertThat(Overrides.withFile(third, map("interlock.config", first), map("INTERLOCK_CONFIG", second))
                        .file())
                .containsExactly("interlock.port", "1");
        Overrides fromVariable = Overrides.withFile(third, map(null, ""), map("INTERLOCK_CONFIG", second));
        assertThat(fromVariable.file()).containsExactly("interlock.port", "2");
        assertThat(fromVariable.variables()).isEmpty();
    }

    @Test
    void rejectsMissingFile() {
        assertThat(refusal(directory.resolve("none")))
                .isEqualTo("The configuration file " + directory.resolve("none")
                        + " (environment variable INTERLOCK_CONFIG) does not exist."
                        + " Tip: name a file with lines such as interlock.port=8080");
    }

    @Test
    void rejectsDirectory() {
        assertThat(refusal(directory)).contains(") cannot be read: ");
    }

    @Test
    void rejectsSecondValue() throws IOException {
        assertThat(refusal(file("interlock.port=1\ninterlock.port=2"))).contains(") sets interlock.port twice. ");
    }

    @Test
    void rejectsMalformedEscape() throws IOException {
        assertThat(refusal(file("interlock.host=\\u12"))).contains("Malformed");
    }

    @Test
    void rejectsOtherCharset() throws IOException {
        Path path = directory.resolve("latin");
        Files.write(path, "interlock.host=\u00fc".getBytes(ISO_8859_1));
        assertThat(refusal(path)).contains(") is not UTF-8. ");
    }

    @Test
    void rejectsEndlessFile() {
        assertThat(refusal(Path.of("/dev/zero"))).contains(") has more than 1048576 bytes. ");
    }

    @Test
    void rejectsPathThatIsNone() {
        SettingException refused = assertThrows(
                SettingException.class, () -> Overrides.withFile(null, map("interlock.config", "a\0b"), map(null, "")));
        assertThat(refused).hasMessageThat().contains("which is no path of a file");
    }

    @Test
    void rejectsUnknownSetting() throws IOException {
        Overrides read = Overrides.withFile(file("interlock.max-bodi=1"), map(null, ""), map(null, ""));
        SettingException refused = assertThrows(SettingException.class, () -> new Settings(new SettingValues(), read));
        assertThat(refused)
                .hasMessageThat()
                .isEqualTo("The property of the configuration file interlock.max-bodi is not a setting of the server."
                        + " Tip: the nearest is interlock.max-body");
    }

    @Test
    void rejectsValueOutOfRange() throws IOException {
        Overrides read = Overrides.withFile(file("interlock.port=70000"), map(null, ""), map(null, ""));
        SettingException refused = assertThrows(SettingException.class, () -> new Settings(new SettingValues(), read));
        assertThat(refused)
                .hasMessageThat()
                .contains("is '70000' (configuration file, interlock.port), expected 0 to 65535");
    }
}
