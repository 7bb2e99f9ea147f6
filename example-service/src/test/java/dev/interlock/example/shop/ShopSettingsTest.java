package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.example.shop.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShopSettingsTest {
    private static final String URL = "postgres://db.example/orders";

    @AfterEach
    void clear() {
        System.clearProperty("shop.database-url");
    }

    private static ShopSettings settings(Map<String, String> environment, String... arguments) {
        return new ShopSettings(arguments, environment);
    }

    @Test
    void shopIsInMemoryWithSampleDataByDefault() {
        ShopSettings settings = settings(Map.of("DATABASE_URL", ""), "--port", "0");

        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.sampleData()).isTrue();
        assertThat(settings.serverArguments())
                .asList()
                .containsExactly("--port", "0")
                .inOrder();
    }

    @Test
    void databaseHasNoSampleDataByDefault() {
        ShopSettings settings = settings(Map.of("DATABASE_URL", URL, "DATABASE_POOL", "3"));

        assertThat(settings.databaseUrl()).isEqualTo(DatabaseUrl.parse(URL));
        assertThat(settings.databasePool()).isEqualTo(3);
        assertThat(settings.sampleData()).isFalse();
    }

    @Test
    void argumentWinsOverPropertyOverVariable() {
        System.setProperty("shop.database-url", URL + "2");
        Map<String, String> environment = Map.of("DATABASE_URL", URL + "1");

        assertThat(settings(environment).databaseUrl()).isEqualTo(DatabaseUrl.parse(URL + "2"));
        ShopSettings third = settings(environment, "--database-url=" + URL + "3", "--port=1", "--sample-data", "true");
        assertThat(third.databaseUrl()).isEqualTo(DatabaseUrl.parse(URL + "3"));
        assertThat(third.sampleData()).isTrue();
        assertThat(third.serverArguments()).asList().containsExactly("--port=1");
    }

    @Test
    void recordsNothingByDefault() {
        ShopSettings settings = settings(Map.of());

        assertThat(settings.recordingDirectory()).isNull();
        assertThat(settings.recordingRate()).isEqualTo(1.0);
        assertThat(settings.recordingKeyFile()).isNull();
    }

    @Test
    void readsSettingsOfRecording() {
        Map<String, String> environment = Map.of("RECORDING_DIRECTORY", "/recordings", "RECORDING_KEY_FILE", "/key");

        ShopSettings settings = settings(environment, "--recording-rate", "0.25");

        assertThat(settings.recordingDirectory()).isEqualTo(Path.of("/recordings"));
        assertThat(settings.recordingRate()).isEqualTo(0.25);
        assertThat(settings.recordingKeyFile()).isEqualTo(Path.of("/key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--database-pool=0 | The setting database-pool is '0' (argument --database-pool), expected 1 to 1000. Tip: 10"
                        + " connections serve most shops",
                "--database-pool=ten | The setting database-pool is 'ten'",
                "--sample-data=yes | The setting sample-data is 'yes' (argument --sample-data), expected true or false",
                "--recording-rate=2 | The setting recording-rate is '2' (argument --recording-rate), expected 0 to 1. Tip: 0.1"
                        + " records a tenth of the exchanges, and all that fail",
                "--recording-rate=NaN | The setting recording-rate is 'NaN'",
                "--recording-rate=half | The setting recording-rate is 'half'",
                "--database-url | The argument '--database-url' has no value",
                "--database-url=h2:mem | The setting database-url (argument --database-url) has the scheme 'h2'"
            })
    void rejectsBadValues(String argument, String message) {
        ShopSettings.SettingException failure =
                assertThrows(ShopSettings.SettingException.class, () -> settings(Map.of(), argument));

        assertThat(failure).hasMessageThat().startsWith(message);
    }
}
