package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A value of a YAML or JSON file.
 *
 * @param path path of the value in its file, for messages
 * @param value map, list, text, number, boolean or null
 */
record Node(String path, @Nullable Object value) {
    private static final LoadSettings STRICT =
            LoadSettings.builder().setAllowDuplicateKeys(false).build();

    /** Reads the documents of a file. */
    static List<Node> read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /** Parses the documents of a text. The path is for messages. */
    static List<Node> parse(String path, String text) {
        List<Node> documents = new ArrayList<>();
        for (Object document : new Load(STRICT).loadAllFromString(text)) {
            documents.add(new Node(path, document));
        }
        return documents;
    }

    /** Reads all resources in the YAML files of a directory, without its subdirectories and kustomizations. */
    static List<Node> readAll(Path directory) throws IOException {
        List<Node> resources = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory, "*.yaml")) {
            for (Path file : files) {
                if (!file.endsWith("kustomization.yaml")) {
                    resources.addAll(read(file));
                }
            }
        }
        return resources;
    }

    /** Returns the only resource of a kind, and of a name if the name is not null. */
    static Node find(List<Node> resources, String kind, @Nullable String name) {
        List<Node> found = resources.stream()
                .filter(each -> each.text("kind").equals(kind))
                .filter(each -> name == null || each.text("metadata", "name").equals(name))
                .toList();
        assertWithMessage("%s %s", kind, name).that(found).hasSize(1);
        return found.get(0);
    }

    /** Returns the value below a path of keys. Fails if it is missing. */
    Node at(String... keys) {
        Node node = find(keys);
        assertWithMessage("%s has %s", path, String.join(".", keys))
                .that(node.value)
                .isNotNull();
        return node;
    }

    /** Returns the value below a path of keys; the value may be null. */
    Node find(String... keys) {
        Node node = this;
        for (String key : keys) {
            Object below = node.value instanceof Map<?, ?> map ? map.get(key) : null;
            node = new Node(node.path + "." + key, below);
        }
        return node;
    }

    boolean has(String... keys) {
        return find(keys).value != null;
    }

    String text(String... keys) {
        return String.valueOf(at(keys).value);
    }

    int number(String... keys) {
        return Integer.parseInt(text(keys));
    }

    /** Returns the elements of a list. A missing list has none. */
    List<Node> list(String... keys) {
        Node node = find(keys);
        List<Node> elements = new ArrayList<>();
        if (node.value instanceof List<?> list) {
            list.forEach(each -> elements.add(new Node(node.path + "[" + elements.size() + "]", each)));
        }
        return elements;
    }

    List<String> texts(String... keys) {
        return list(keys).stream().map(each -> String.valueOf(each.value)).toList();
    }

    /** Returns the entries of a map of texts. A missing map has none. */
    Map<String, String> entries(String... keys) {
        Map<String, String> entries = new TreeMap<>();
        if (find(keys).value instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entries.put(String.valueOf(key), String.valueOf(value)));
        }
        return entries;
    }
}
