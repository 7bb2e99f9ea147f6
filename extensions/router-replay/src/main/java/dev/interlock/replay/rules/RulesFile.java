package dev.interlock.replay.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads rules in YAML. An unknown key is an error, because a misspelt rule would have no effect.
 */
public final class RulesFile {
    private static final Set<String> KINDS = Set.of("status", "field", "body", "failure", "*");

    private final Path file;

    private RulesFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws RulesException if the file cannot be read or is malformed
     */
    public static Rules read(Path file) throws RulesException {
        return new RulesFile(file).read();
    }

    private Rules read() throws RulesException {
        Object root;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            root = new Load(settings).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new RulesException(file + " cannot be read: " + e.getMessage());
        } catch (YamlEngineException e) {
            throw new RulesException(file + " is not valid YAML: "
                    + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        if (root == null) {
            return Rules.none();
        }
        Map<?, ?> keys = map(root, "the file");
        requireKeys(
                keys,
                "the file",
                Set.of("allow", "ignored-fields", "compared-fields", "id-fields", "messages", "latency"));
        return new Rules(
                allowed(keys.get("allow")),
                Rules.ignored(names(keys, "ignored-fields", true), names(keys, "compared-fields", true)),
                names(keys, "id-fields", false),
                messages(keys.get("messages")),
                latency(keys.get("latency")));
    }

    private List<AllowedDifference> allowed(@Nullable Object value) throws RulesException {
        List<AllowedDifference> rules = new ArrayList<>();
        for (Object each : list(value, "allow")) {
            String place = "allow[" + rules.size() + "]";
            Map<?, ?> rule = map(each, place);
            requireKeys(rule, place, Set.of("route", "kind", "path", "reason"));
            String kind = text(rule, "kind", place, "*");
            if (!KINDS.contains(kind)) {
                throw problem(place, "kind is \"" + kind + "\", but must be one of " + new TreeSet<>(KINDS));
            }
            rules.add(new AllowedDifference(
                    new Glob(text(rule, "route", place, "*")),
                    kind,
                    new Glob(text(rule, "path", place, "*")),
                    text(rule, "reason", place, "")));
        }
        return rules;
    }

    private List<MessageRule> messages(@Nullable Object value) throws RulesException {
        List<MessageRule> rules = new ArrayList<>();
        for (Object each : list(value, "messages")) {
            String place = "messages[" + rules.size() + "]";
            Map<?, ?> rule = map(each, place);
            requireKeys(rule, place, Set.of("route", "request", "response"));
            String route = text(rule, "route", place, "");
            if (!route.matches("[A-Z]+ .+")) {
                throw problem(
                        place, "route is \"" + route + "\", but must be a method and a template, such as POST /orders");
            }
            String request = text(rule, "request", place, "");
            String response = text(rule, "response", place, "");
            rules.add(new MessageRule(route, request.isEmpty() ? null : request, response.isEmpty() ? null : response));
        }
        return rules;
    }

    private LatencyRule latency(@Nullable Object value) throws RulesException {
        if (value == null) {
            return LatencyRule.DEFAULT;
        }
        Map<?, ?> rule = map(value, "latency");
        requireKeys(rule, "latency", Set.of("quantile", "tolerance", "confidence"));
        LatencyRule other = LatencyRule.DEFAULT;
        return new LatencyRule(
                number(rule, "quantile", other.quantile(), 0.01, 0.9999),
                number(rule, "tolerance", other.tolerance(), 1, 1000),
                number(rule, "confidence", other.confidence(), 0.5, 0.999999));
    }

    private double number(Map<?, ?> in, String key, double fallback, double least, double most) throws RulesException {
        Object value = in.get(key);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof Number number) || number.doubleValue() < least || number.doubleValue() > most) {
            throw problem("latency", key + " is " + value + ", but must be a number from " + least + " to " + most);
        }
        return number.doubleValue();
    }

    private Set<String> names(Map<?, ?> in, String key, boolean isLowerCase) throws RulesException {
        Set<String> names = new TreeSet<>();
        for (Object each : list(in.get(key), key)) {
            if (!(each instanceof String name)) {
                throw problem(key, each + " is not a name");
            }
            names.add(isLowerCase ? name.toLowerCase(Locale.ROOT) : name);
        }
        return names;
    }

    private String text(Map<?, ?> in, String key, String place, String fallback) throws RulesException {
        Object value = in.get(key);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof String text)) {
            throw problem(place, key + " is not a string. Tip: put it in quotes");
        }
        return text;
    }

    private List<?> list(@Nullable Object value, String place) throws RulesException {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw problem(place, "is not a list. Tip: begin each element with \"- \"");
    }

    private Map<?, ?> map(@Nullable Object value, String place) throws RulesException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw problem(place, "has no keys. Tip: write \"key: value\"");
    }

    private void requireKeys(Map<?, ?> map, String place, Set<String> known) throws RulesException {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw problem(place, "unknown key \"" + key + "\". Tip: the keys are " + new TreeSet<>(known));
            }
        }
    }

    private RulesException problem(String place, String problem) {
        return new RulesException(file + ": " + place + ": " + problem);
    }
}
