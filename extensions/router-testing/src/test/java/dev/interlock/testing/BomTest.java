package dev.interlock.testing;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tests that the BOM names every module that a service may depend on. */
final class BomTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final String BOM = "router-bom";

    @Test
    void namesEveryModule() throws Exception {
        List<String> modules = new ArrayList<>(List.of("router-processor", "router-runtime"));
        try (Stream<Path> extensions = Files.list(ROOT.resolve("extensions"))) {
            extensions
                    .map(it -> it.getFileName().toString())
                    .filter(name -> !name.equals(BOM))
                    .forEach(modules::add);
        }
        Element bom = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve("extensions")
                        .resolve(BOM)
                        .resolve("pom.xml")
                        .toFile())
                .getDocumentElement();
        NodeList dependencies = bom.getElementsByTagName("dependency");
        List<String> named = new ArrayList<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            named.add(dependency.getElementsByTagName("artifactId").item(0).getTextContent());
        }
        assertThat(named).containsExactlyElementsIn(modules);
    }
}
