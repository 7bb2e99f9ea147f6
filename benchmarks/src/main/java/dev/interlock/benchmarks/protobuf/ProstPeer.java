package dev.interlock.benchmarks.protobuf;

import dev.interlock.benchmarks.jmh.JmhFork;
import dev.interlock.benchmarks.process.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rust's prost in a separate process: {@code benchmarks/peers/prost}.
 *
 * @param directory directory for the messages that both processes read
 * @param iterations number of iterations; the fastest iteration counts
 * @param milliseconds length of each iteration
 */
record ProstPeer(String program, Path directory, int iterations, int milliseconds) {
    static final String LABEL = "prost";

    /** Writes the messages of a payload for the peer. */
    void prepare(Payload payload) throws IOException {
        Files.write(messages(payload), frame(payload.messages()));
    }

    private Path messages(Payload payload) {
        return directory.resolve(payload.label() + ".messages");
    }

    /** Joins several messages in one file. Each message follows its length, which takes four bytes. */
    static byte[] frame(List<byte[]> messages) {
        int size = messages.stream()
                .mapToInt(message -> Integer.BYTES + message.length)
                .sum();
        ByteBuffer framed = ByteBuffer.allocate(size);
        messages.forEach(message -> framed.putInt(message.length).put(message));
        return framed.array();
    }

    static List<byte[]> unframe(byte[] framed) {
        List<byte[]> messages = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(framed);
        while (rest.hasRemaining()) {
            byte[] message = new byte[rest.getInt()];
            rest.get(message);
            messages.add(message);
        }
        return messages;
    }

    /**
     * Output of the peer that {@link Agreement} checks.
     *
     * @param checksums three checksums of each message: of all fields, of two fields, and of two fields with a message
     *     type that declares only these fields
     * @param written messages that the peer wrote from its own parsed objects
     */
    record Output(List<long[]> checksums, List<byte[]> written) {}

    /**
     * Runs the peer, which reads all messages and writes them again. Returns its output for the comparison with other
     * libraries.
     */
    Output check(Payload payload) throws IOException, InterruptedException {
        Path written = directory.resolve(payload.label() + ".prost");
        List<long[]> checksums = run("check", payload, written.toString())
                .lines()
                .map(line -> Stream.of(line.split(" ", -1))
                        .mapToLong(Long::parseUnsignedLong)
                        .toArray())
                .toList();
        return new Output(checksums, unframe(Files.readAllBytes(written)));
    }

    /** Measures an operation. The result has no allocation, because the peer does not measure it. */
    JmhFork.Cost measure(Payload payload, Operation operation) throws IOException, InterruptedException {
        double nanoseconds = Double.parseDouble(
                run("time", payload, operation.name(), Integer.toString(iterations), Integer.toString(milliseconds)));
        return new JmhFork.Cost(nanoseconds, nanoseconds, Double.NaN);
    }

    private String run(String mode, Payload payload, String... arguments) throws IOException, InterruptedException {
        String shape = payload == Payload.BATCH ? "BATCH" : "ORDER";
        List<String> command =
                new ArrayList<>(List.of(program, mode, shape, messages(payload).toString()));
        command.addAll(List.of(arguments));
        return Program.output(command);
    }
}
