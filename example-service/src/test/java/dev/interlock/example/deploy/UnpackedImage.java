package dev.interlock.example.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files and configuration of an image in OCI layout. */
final class UnpackedImage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final JsonNode config;

    private UnpackedImage(Path root, JsonNode config) {
        this.root = root;
        this.config = config;
    }

    /** Unpacks an image with umoci, or with tar if umoci is not installed. */
    static UnpackedImage of(Path tar, Path directory) throws Exception {
        Path layout = Files.createDirectories(directory.resolve("layout"));
        Command.output(directory, "tar", "xf", tar.toAbsolutePath().toString(), "-C", layout.toString());
        JsonNode entry = read(layout.resolve("index.json")).at("/manifests/0");
        JsonNode manifest = read(blob(layout, entry.at("/digest").asText()));
        JsonNode config =
                read(blob(layout, manifest.at("/config/digest").asText())).at("/config");
        String tag = entry.at("/annotations/org.opencontainers.image.ref.name").asText();
        Path bundle = directory.resolve("bundle");
        if (Command.exists("umoci")) {
            System.out.println("image: unpacked by umoci");
            Command.output(directory, "umoci", "unpack", "--image", layout + ":" + tag, bundle.toString());
        } else {
            System.out.println("image: unpacked by tar");
            Files.createDirectories(bundle.resolve("rootfs"));
            for (JsonNode layer : manifest.at("/layers")) {
                String file = blob(layout, layer.at("/digest").asText()).toString();
                Command.output(bundle.resolve("rootfs"), "tar", "xzf", file);
            }
        }
        return new UnpackedImage(bundle.resolve("rootfs"), config);
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    private static Path blob(Path layout, String digest) {
        return layout.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        config.at("/" + name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    Path root() {
        return root;
    }

    List<String> entrypoint() {
        return texts("Entrypoint");
    }

    List<String> command() {
        return texts("Cmd");
    }

    /** Variables as {@code NAME=value}. */
    List<String> environment() {
        return texts("Env");
    }

    String workingDirectory() {
        return config.at("/WorkingDir").asText();
    }

    private String user(int part) {
        return config.at("/User").asText().split(":", 2)[part];
    }

    int uid() {
        return Integer.parseInt(user(0));
    }

    int gid() {
        return Integer.parseInt(user(1));
    }
}
