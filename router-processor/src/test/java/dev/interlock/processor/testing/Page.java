package dev.interlock.processor.testing;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README or a page of {@code docs}. The controllers on a page belong to one application.
 *
 * @param snippets Java snippets in the order of the page
 */
public record Page(String name, String text, List<Snippet> snippets) {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CONTROLLER =
            Pattern.compile("(?m)^@Controller.*\n(?:@.*\n)*(?:public )?(?:final )?class (\\w+)");
    private static final Pattern FOLDER = Pattern.compile("(?m)^/(?:\\w+/)*(?=\\w+\\.java:\\d+: )");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package .*\n");
    private static final Pattern APPLICATION = Pattern.compile("(?m)^@HttpApp");

    /** Reads a page of {@code docs}. */
    public static Page of(String name) {
        return read(ROOT.resolve("docs").resolve(name));
    }

    /** Reads the README. */
    public static Page readme() {
        return read(ROOT.resolve("README.md"));
    }

    /** Returns the README and then the pages of {@code docs}, sorted by name. Omits {@code docs/decisions}. */
    public static List<Page> all() {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            Stream<Page> pages = docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read);
            return Stream.concat(Stream.of(readme()), pages).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page read(Path file) {
        try {
            String name = file.getFileName().toString();
            String text = Files.readString(file);
            return new Page(name, text, Snippet.of(name, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the blocks of a language other than Java, such as {@code json}. */
    public List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /**
     * Returns the files of a reader who has pasted all snippets up to {@code last}. Omits snippets that do not compile.
     */
    public List<Snippet> upTo(Snippet last) {
        return snippets.subList(0, snippets.indexOf(last) + 1).stream()
                .filter(snippet ->
                        snippet.equals(last) || snippet.expectedErrors().isEmpty())
                .toList();
    }

    /** Compiles all snippets of the page. Omits snippets that do not compile. */
    public Compilation compile() {
        Compilation compilation = compile(snippets.stream()
                .filter(snippet -> snippet.expectedErrors().isEmpty())
                .toList());
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    /** Compiles snippets as a reader pastes them. Each snippet is a separate file. */
    public static Compilation compile(List<Snippet> snippets) {
        String pasted = snippets.stream().map(Snippet::code).collect(Collectors.joining());
        List<Source> sources = snippets.stream().map(Snippet::source).collect(Collectors.toCollection(ArrayList::new));
        if (!APPLICATION.matcher(pasted).find()) {
            application(pasted).ifPresent(sources::add);
        }
        Compilation.Builder compiler = Compilation.with(
                        new RouterProcessor(), new ProtoProcessor(), JsonbGenerator.create())
                .option("-Werror")
                .descriptors(Descriptors.shop());
        // Without an Interlock annotation, no processor runs, and javac warns about the option.
        return (pasted.contains("dev.interlock.annotation.") ? compiler : compiler.without("-Ainterlock.verify"))
                .compile(sources.toArray(Source[]::new));
    }

    /** Returns an application as a reader would write it. It lists the controllers. */
    private static Optional<Source> application(String pasted) {
        List<String> controllers = CONTROLLER
                .matcher(pasted)
                .results()
                .map(controller -> controller.group(1) + ".class")
                .toList();
        return controllers.isEmpty()
                ? Optional.empty()
                : Optional.of(Source.of(PACKAGE.matcher(pasted)
                                .results()
                                .findFirst()
                                .map(MatchResult::group)
                                .orElse("")
                        + "@dev.interlock.annotation.HttpApp(controllers = {" + String.join(", ", controllers)
                        + "}) final class Api {}"));
    }

    /**
     * Returns the output of javac when it compiles files in the current directory. Omits the line with the number of
     * errors.
     */
    public static String output(Compilation compilation) {
        return FOLDER.matcher(compilation.complaints().stripTrailing()).replaceAll("");
    }

    /** Returns the part of the generated router with the settings of a handler's route. */
    public static String settings(Compilation compilation, String handler) {
        String router = Objects.requireNonNull(compilation.generated().get("shop.ApiRouter"));
        int from = router.indexOf('"' + handler + '"');
        assertThat(from).isAtLeast(0);
        int next = router.indexOf("RouteInfo.of", from);
        return router.substring(from, next < 0 ? router.indexOf(';', from) : next);
    }
}
