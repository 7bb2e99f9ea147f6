package dev.interlock.processor.diagnostics;

import dev.interlock.processor.PlantedError;
import dev.interlock.processor.ProtoProcessor;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.JsonbGenerator;
import dev.interlock.processor.testing.Messages;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.WithoutProtobuf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;

/**
 * Explains a message. Wrong sources cause the message, and right sources do not. The test puts all sources into package
 * {@code shop} and imports the annotations. If the sources contain no application, the test adds an application that
 * lists the controllers.
 *
 * @param explanation paragraphs in Markdown
 */
record Example(Diagnosis message, String explanation, List<Block> wrong, List<Block> right) {
    private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
    private static final Pattern FENCE = Pattern.compile("```(java|text)( library)?\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern CONTROLLER =
            Pattern.compile("@Controller(?:\\([^)]*\\))?(?: // \\w+)?\\s+(?:\\w+\\s+)*?class\\s+(\\w+)");
    /** Added before the first line of each source, on the same line. Therefore line numbers do not change. */
    private static final String PREAMBLE = "package shop; import dev.interlock.annotation.*; ";

    /**
     * A source that the page shows.
     *
     * @param language {@code java} for a source; {@code text} for compiler options, which replace the descriptors on
     *     the class path
     * @param isLibrary whether the source is compiled before the other sources, without parameter names in its class
     *     files
     */
    record Block(String language, boolean isLibrary, String code) {
        boolean isSource() {
            return language.equals("java");
        }

        /** Whether this source needs Jackson. All others need only avaje-jsonb. */
        boolean needsJackson() {
            return code.contains("com.fasterxml.");
        }

        Source source() {
            return Source.of(code.startsWith("package ") ? code : PREAMBLE + code);
        }
    }

    /** Returns all messages, ordered by code. */
    static Stream<Diagnosis> messages() {
        return Messages.all();
    }

    /** Reads the example of a message. Every message must have an example. */
    static Example of(Diagnosis message) throws IOException {
        String text = Files.readString(FOLDER.resolve(message.code() + ".md"));
        String[] parts = text.split("\n## (?:Wrong|Right)\n", -1);
        if (parts.length != 3) {
            throw new IllegalStateException(message.code() + ".md needs one part \"Wrong\" and one part \"Right\"");
        }
        return new Example(message, parts[0].strip(), blocks(parts[1]), blocks(parts[2]));
    }

    private static List<Block> blocks(String markdown) {
        return FENCE.matcher(markdown)
                .results()
                .map(fence -> new Block(fence.group(1), fence.group(2) != null, fence.group(3)))
                .toList();
    }

    Compilation compileWrong() {
        return compile(wrong);
    }

    /** Compiles the wrong sources. Returns the warnings if the message is a warning, otherwise the errors. */
    List<Compilation.Complaint> complaints() {
        Compilation compilation = compileWrong();
        return message.isWarning() ? compilation.warnings() : compilation.errors();
    }

    Compilation compileRight() {
        return compile(right);
    }

    private static Compilation compile(List<Block> blocks) {
        Compilation.Builder main = Compilation.with(processors(blocks)).option("-Xlint:-auxiliaryclass");
        addDescriptors(main, blocks);
        if (isSaid(blocks, "without a JSON library")) {
            main.hide("io.avaje");
        }
        if (isSaid(blocks, "without router-protobuf on the class path")) {
            main.hide("dev.interlock.protobuf");
        }
        if (isSaid(blocks, "without protobuf-java-util on the class path")) {
            main.hide("com.google.protobuf.util");
        }
        if (isSaid(blocks, "without a JSON library") || blocks.stream().noneMatch(Block::needsJackson)) {
            main.hide("com.fasterxml");
        }
        blocks.stream()
                .filter(Block::isLibrary)
                .forEach(block -> main.dependency(
                        Compilation.withoutProcessor().without("-parameters").compile(block.source())));
        List<Block> sources = blocks.stream()
                .filter(block -> block.isSource() && !block.isLibrary())
                .toList();
        List<Source> all = sources.stream().map(Block::source).collect(Collectors.toList());
        String controllers = controllers(sources);
        if (!controllers.isEmpty()
                && sources.stream().noneMatch(block -> block.code().contains("@HttpApp"))) {
            all.add(Source.of(PREAMBLE + "@HttpApp(controllers = {" + controllers + "}) final class Api {}"));
        }
        return main.compile(all.toArray(Source[]::new));
    }

    /**
     * Returns the processors for an example. If the example is about a protobuf-java that is too old for editions, the
     * processors cannot use protobuf.
     */
    private static Processor[] processors(List<Block> blocks) {
        if (isSaid(blocks, "with an error planted in the tables")) {
            return new Processor[] {PlantedError.processor()};
        }
        if (blocks.stream().noneMatch(block -> block.code().contains("protobuf-java-3"))) {
            Stream<Processor> ours = Stream.of(new RouterProcessor(), new ProtoProcessor());
            boolean generates = blocks.stream().anyMatch(block -> block.code().contains("io.avaje."))
                    && !isSaid(blocks, "without avaje-jsonb-generator");
            Stream<Processor> others = generates ? Stream.of(JsonbGenerator.create()) : Stream.of();
            return Stream.concat(ours, others).toArray(Processor[]::new);
        }
        WithoutProtobuf loader = new WithoutProtobuf();
        return new Processor[] {loader.processor(RouterProcessor.class), loader.processor(ProtoProcessor.class)};
    }

    private static boolean isSaid(List<Block> blocks, String text) {
        return blocks.stream()
                .anyMatch(block -> !block.isSource() && block.code().equals(text));
    }

    /** Adds the descriptors that the options name. Without options, adds all descriptors to the class path. */
    private static void addDescriptors(Compilation.Builder main, List<Block> blocks) {
        List<Block> options = blocks.stream()
                .filter(block -> !block.isSource() && !block.code().startsWith("with"))
                .toList();
        if (options.isEmpty()) {
            main.descriptors(Descriptors.shop());
        } else {
            DescriptorVariants.write();
        }
        // Replaced, because javac accepts --release only with its own file manager.
        options.stream()
                .map(block -> block.code().replaceAll("--release (\\d+)", "-source $1 -target $1"))
                .flatMap(code -> Arrays.stream(code.split("\\s+")))
                .filter(word -> word.matches("-[As].*|-target|\\d+"))
                .forEach(main::option);
    }

    private static String controllers(List<Block> sources) {
        return sources.stream()
                .flatMap(block -> CONTROLLER.matcher(block.code()).results())
                .map((MatchResult controller) -> controller.group(1) + ".class")
                .collect(Collectors.joining(", "));
    }

    /** Returns the places that have a comment with the code, for example {@code Orders.java:3}. */
    List<String> markedPlaces() {
        return wrong.stream()
                .filter(Block::isSource)
                .flatMap(block -> markedPlaces(block).stream())
                .toList();
    }

    private List<String> markedPlaces(Block block) {
        List<String> lines = block.code().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).endsWith("// " + message.code()))
                .mapToObj(line -> block.source().name() + ":" + (line + 1))
                .toList();
    }
}
