package dev.interlock.processor.conformance;

import static java.nio.file.StandardOpenOption.APPEND;

import com.google.protobuf.ByteString;
import dev.interlock.processor.conformance.Engine.Refusal;
import dev.interlock.processor.conformance.Protocol.Question;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Program that the runner starts. It reads each message in the binary format, and writes the message again. */
public final class Testee {
    private final Protocol protocol;
    private final Engine engine;
    private final PrintStream journal;

    private Testee(ProtoFiles files, Engine engine, PrintStream journal) {
        protocol = new Protocol(files);
        this.engine = engine;
        this.journal = journal;
    }

    /**
     * Responds to the runner until the input ends.
     *
     * @param arguments the descriptor set; the engine, which is {@code views} or {@code library}; the file for the
     *     journal
     */
    public static void main(String[] arguments) throws Exception {
        ProtoFiles files = ProtoFiles.read(Path.of(arguments[0]));
        Engine engine = arguments[1].equals("views") ? new ViewEngine(files) : new LibraryEngine(files);
        try (PrintStream journal =
                new PrintStream(Files.newOutputStream(Path.of(arguments[2]), APPEND), true, StandardCharsets.UTF_8)) {
            new Testee(files, engine, journal).converse(new DataInputStream(System.in), System.out);
        }
    }

    /**
     * Exchanges messages with the runner. Each message follows its length, which takes 32 bits in little-endian order.
     */
    private void converse(DataInputStream in, PrintStream out) throws IOException {
        DataOutputStream responses = new DataOutputStream(out);
        while (true) {
            byte[] request;
            try {
                request = new byte[Integer.reverseBytes(in.readInt())];
            } catch (EOFException end) {
                return;
            }
            in.readFully(request);
            byte[] response = answer(protocol.question(request));
            responses.writeInt(Integer.reverseBytes(response.length));
            responses.write(response);
            responses.flush();
        }
    }

    private byte[] answer(Question question) {
        // The first request asks for the known failures. The response contains none, because a file lists them.
        if (question.messageType().equals("conformance.FailureSet")) {
            return protocol.written(ByteString.EMPTY);
        }
        ByteString binary = question.binary();
        if (binary == null || !question.answeredInBinary()) {
            return protocol.told("skipped", "Views and writers know the binary format alone.");
        }
        journal.println(question.messageType());
        try {
            return protocol.written(ByteString.copyFrom(engine.copy(question.messageType(), binary.toByteArray())));
        } catch (Refusal malformed) {
            return protocol.told("parse_error", String.valueOf(malformed.getMessage()));
        } catch (RuntimeException | Error fault) {
            fault.printStackTrace(System.err);
            return protocol.told("runtime_error", fault.toString());
        }
    }
}
