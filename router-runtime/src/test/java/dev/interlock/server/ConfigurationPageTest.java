package dev.interlock.server;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.internal.settings.Setting;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void pageShowsSettings() throws IOException {
        String page = ConfigurationPage.write();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertWithMessage("docs/configuration.md is out of date: run the tests with -Dgolden.update=true")
                .that(Files.readString(PAGE))
                .isEqualTo(page);
    }

    @Test
    void everySettingHasItsMethodInBuilder() {
        List<String> methods = new ArrayList<>();
        for (Method each : ServerBuilder.class.getMethods()) {
            methods.add(each.getName());
        }
        for (Setting<?> each : Setting.ALL) {
            assertWithMessage("methods of the builder").that(methods).contains(ConfigurationPage.builderMethod(each));
        }
    }
}
