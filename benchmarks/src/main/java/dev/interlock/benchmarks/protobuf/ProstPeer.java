package dev.interlock.benchmarks.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Rust's prost, in a process of its own: {@code benchmarks/peers/prost}. */
final class ProstPeer {
    static final String LABEL = "prost";

    private final Path program;
    private final Path results;
    private final Timing timing;

    /** @param results where the raw results go */
    ProstPeer(Path program, Path results, Timing timing) {
        this.program = program;
        this.results = results;
        this.timing = timing;
    }

    /** The messages of a payload for it to read. */
    void prepare(Payload payload) throws IOException {
        Files.write(messages(payload), Framing.frame(payload.messages()));
    }

    private Path messages(Payload payload) {
        return results.resolve(payload.label() + ".messages");
    }

    private static String shape(Payload payload) {
        return payload == Payload.BATCH ? "BATCH" : "ORDER";
    }

    /**
     * What it makes of the messages.
     *
     * @param checksums of each message: of all fields, of two, and of two by way of a message that declares no others
     * @param written what it writes from its own objects, which it made of the messages
     */
    record Output(List<long[]> checksums, List<byte[]> written) {}

    /** Has it read and write the messages, for comparison. */
    Output check(Payload payload) throws IOException, InterruptedException {
        Path written = results.resolve(payload.label() + ".prost");
        List<long[]> checksums = new ArrayList<>();
        String output = run("check", shape(payload), messages(payload).toString(), written.toString());
        for (String line : output.lines().toList()) {
            String[] words = line.split(" ", -1);
            long[] numbers = new long[words.length];
            for (int i = 0; i < words.length; i++) {
                numbers[i] = Long.parseUnsignedLong(words[i]);
            }
            checksums.add(numbers);
        }
        return new Output(checksums, Framing.unframe(Files.readAllBytes(written)));
    }

    /** Measures; what it allocates is not known. */
    Cost measure(Payload payload, Operation operation, int round) throws IOException, InterruptedException {
        String output = run(
                "time",
                shape(payload),
                messages(payload).toString(),
                operation.name(),
                Integer.toString(timing.iterations()),
                Integer.toString(timing.milliseconds()));
        Files.writeString(
                results.resolve("prost.jsonl"),
                "{\"round\": %d, \"payload\": \"%s\", \"operation\": \"%s\", \"nanoseconds\": %s}%n"
                        .formatted(round, payload, operation, output),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return new Cost(Double.parseDouble(output), Double.NaN);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " failed with " + process.exitValue());
        }
        return output;
    }
}
