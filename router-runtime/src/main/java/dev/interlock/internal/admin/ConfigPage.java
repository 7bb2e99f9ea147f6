package dev.interlock.internal.admin;

import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.internal.text.SecretNames;
import dev.interlock.observe.AdminPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lists the settings of the server with their values and sources. */
public final class ConfigPage implements AdminPage {
    private static final String MASKED = "***";

    /**
     * One setting of the server.
     *
     * @param source source of the value, such as {@code system property interlock.port}
     */
    public record Line(String name, String value, String source) {
        /** Returns the value, or asterisks if the name marks a secret. */
        String shown() {
            return SecretNames.isSecret(name) ? MASKED : value;
        }
    }

    private final List<String> sources;
    private final Supplier<List<Line>> lines;

    /** @param sources kinds of sources in order of precedence; the first one that has a setting counts */
    public ConfigPage(List<String> sources, Supplier<List<Line>> lines) {
        this.sources = sources;
        this.lines = lines;
    }

    @Override
    public void write(Request request, Response response) {
        if (Format.isJson(request, response)) {
            List<Map<String, String>> settings = new ArrayList<>();
            for (Line line : lines.get()) {
                Map<String, String> setting = new LinkedHashMap<>();
                setting.put("name", line.name());
                setting.put("value", line.shown());
                setting.put("source", line.source());
                settings.add(setting);
            }
            Format.json(response)
                    .beginObject()
                    .member("precedence", sources)
                    .member("settings", settings)
                    .endObject();
        } else {
            TextTable table = new TextTable("SETTING", "VALUE", "SOURCE");
            for (Line line : lines.get()) {
                table.row(line.name(), line.shown(), line.source());
            }
            Format.text(
                    response,
                    "The first source that has a setting counts: " + String.join(", ", sources) + ".\n\n" + table);
        }
    }
}
