package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Checks the XML blocks in the README and in {@code docs}: they must be well-formed and must contain the versions of
 * this build.
 */
final class XmlBlocksTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    /** An XML block of a page. */
    private record Block(String page, String text) {
        @Override
        public String toString() {
            return page + ": " + text.lines().limit(3).toList();
        }
    }

    private static final Element PARENT = parse(read(ROOT.resolve("pom.xml")));

    /**
     * Versions of this build. The key is the name of an artifact, or the name of the XML element that contains the
     * version.
     */
    private static final Map<String, String> VERSIONS = versions();

    static Stream<Block> blocks() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted().toList().stream())
                    .filter(page -> page.toString().endsWith(".md"))
                    .flatMap(page -> BLOCK.matcher(read(page))
                            .results()
                            .map(block -> new Block(page.getFileName().toString(), block.group(1))));
        }
    }

    @Test
    void findsXml() throws IOException {
        assertThat(blocks().map(Block::page).distinct().toList())
                .containsAtLeast("getting-started.md", "json.md", "protobuf.md", "validation.md");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void versionsEqualBuild(Block block) {
        // The wrapper element is needed, because a block may contain several elements.
        Element root = parse("<block>" + block.text() + "</block>");
        versionsIn(root).forEach((name, version) -> {
            // Only building.md contains versions of other libraries. BuildingPageTest builds with these libraries.
            if (VERSIONS.containsKey(name) || !block.page().equals("building.md")) {
                assertWithMessage("%s in %s", name, block).that(version).isEqualTo(VERSIONS.get(name));
            }
        });
    }

    /** Ensures that the comparison finds versions at all. Without versions, the other test would always pass. */
    @Test
    void findsVersions() {
        String text = "<path><artifactId>a</artifactId><version>1</version></path><xVersion>2</xVersion>";
        assertThat(versionsIn(parse("<block>" + text + "</block>"))).containsExactly("a", "1", "xVersion", "2");
        assertThat(VERSIONS).containsKey("avaje-jsonb-generator");
        assertThat(VERSIONS.values().stream().filter(version -> version.contains("$")))
                .isEmpty();
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (String module :
                List.of(".", "extensions/router-bom", "router-runtime", "router-processor", "example-service")) {
            versionsIn(parse(read(ROOT.resolve(module).resolve("pom.xml"))))
                    .forEach((name, version) -> versions.put(name, resolve(version)));
        }
        versions.put("junit-jupiter", Objects.requireNonNull(versions.get("junit-bom")));
        return versions;
    }

    private static String resolve(String version) {
        Matcher property = PROPERTY.matcher(version);
        if (!property.matches()) {
            return version;
        }
        String name = property.group(1);
        Element properties = (Element) PARENT.getElementsByTagName("properties").item(0);
        return Objects.requireNonNull(
                child(name.startsWith("project.") ? PARENT : properties, name.replaceFirst("^project\\.", "")), name);
    }

    private static boolean isText(Element element) {
        return element.getElementsByTagName("*").getLength() == 0;
    }

    /**
     * Returns the versions in an element, by name: of artifacts, and of elements such as {@code protocVersion}. Omits
     * the version of the project itself.
     */
    private static Map<String, String> versionsIn(Element root) {
        Map<String, String> versions = new TreeMap<>();
        for (Element element : elements(root.getElementsByTagName("*"))) {
            String name = element.getTagName();
            Element around = (Element) element.getParentNode();
            String artifact = child(around, "artifactId");
            if (name.endsWith("Version") && !name.equals("modelVersion") && isText(element)) {
                versions.put(name, element.getTextContent());
            } else if (name.equals("version") && artifact != null && !isProject(around)) {
                versions.put(artifact, element.getTextContent());
            }
        }
        return versions;
    }

    private static boolean isProject(Element element) {
        return element.getTagName().equals("project") || element.getTagName().equals("parent");
    }

    private static @Nullable String child(Element parent, String name) {
        return elements(parent.getChildNodes()).stream()
                .filter(child -> child.getTagName().equals(name))
                .map(Node::getTextContent)
                .findFirst()
                .orElse(null);
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(xml, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
