package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;

/**
 * The Java of a page of {@code docs}, whose controllers together are an application.
 *
 * @param blocks of Java, in the order of the page
 */
public record Page(List<String> blocks) {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CONTROLLER = Pattern.compile("(?m)^@Controller.*\n(?:@.*\n)*final class (\\w+)");

    /** Reads a page. */
    public static Page of(String name) throws IOException {
        return new Page(BLOCK.matcher(Files.readString(Path.of("..", "docs", name)))
                .results()
                .map(block -> block.group(1))
                .toList());
    }

    /**
     * Compiles its blocks in package {@code shop}, each in a file of its own.
     *
     * @param imports such as {@code java.util.*}
     */
    public Compilation compile(Processor processor, String... imports) {
        return compile(List.of(processor), imports);
    }

    /** As {@link #compile(Processor, String...)}, by several processors. */
    public Compilation compile(List<Processor> processors, String... imports) {
        StringBuilder head = new StringBuilder("package shop;\nimport dev.interlock.annotation.*;\n");
        for (String each : imports) {
            head.append("import ").append(each).append(";\n");
        }
        String controllers = blocks.stream()
                .flatMap(block -> CONTROLLER.matcher(block).results())
                .map(controller -> controller.group(1) + ".class")
                .collect(Collectors.joining(", "));
        List<Source> sources = new ArrayList<>();
        blocks.forEach(block -> sources.add(Source.of(head + block)));
        sources.add(Source.of(head + "@HttpApp(controllers = {" + controllers + "}) final class Api {}"));
        return Compilation.with(processors.toArray(Processor[]::new))
                .option("-Werror")
                .compile(sources.toArray(Source[]::new));
    }

    /** What the router that was compiled says of the route of a handler. */
    public static String settings(Compilation compilation, String handler) {
        String router = Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
        int from = router.indexOf('"' + handler + '"');
        assertThat(from).isAtLeast(0);
        int next = router.indexOf("RouteInfo.of", from);
        return router.substring(from, next < 0 ? router.indexOf(';', from) : next);
    }
}
