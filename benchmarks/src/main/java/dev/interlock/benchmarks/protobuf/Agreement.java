package dev.interlock.benchmarks.protobuf;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Checks that all libraries read and write the same content. Compares the checksums of all messages that the libraries
 * read. Then protobuf-java reads the messages that each library wrote, and their checksums are compared. The bytes are
 * not compared, because QuickBuffers writes fields in a different order and also writes fields that are zero.
 */
final class Agreement {
    private final Payload payload;
    private final List<byte[]> messages;
    private final Codec reference;

    Agreement(Payload payload) {
        this.payload = payload;
        messages = payload.messages();
        reference = Contender.PROTOBUF_JAVA.open(payload);
    }

    /**
     * Checks a library.
     *
     * @throws IllegalStateException when the library reads or writes other content than protobuf-java
     */
    void verify(Contender contender, Codec codec) throws IOException {
        for (int i = 0; i < messages.size(); i++) {
            byte[] message = messages.get(i);
            same(contender.label() + " reads", i, reference.readAll(message), codec.readAll(message));
            same(contender.label() + " reads two of", i, reference.readTwo(message), codec.readTwo(message));
            if (contender.takesPart(Operation.READ_HEAD)) {
                same(contender.label() + " reads two of", i, reference.readTwo(message), codec.readHead(message));
            }
            int length = codec.write(i);
            written(contender.label(), i, Arrays.copyOf(codec.written(), length));
            if (contender.takesPart(Operation.ENCODE)) {
                length = codec.encode(i);
                written(contender.label(), i, Arrays.copyOf(codec.written(), length));
            }
        }
    }

    /**
     * Checks prost.
     *
     * @throws IllegalStateException as with {@link #verify(Contender, Codec)}
     */
    void verify(ProstPeer.Output prost) throws IOException {
        if (prost.checksums().size() != messages.size() || prost.written().size() != messages.size()) {
            throw new IllegalStateException("prost reads or writes another number of messages of " + payload);
        }
        for (int i = 0; i < messages.size(); i++) {
            byte[] message = messages.get(i);
            long[] checksums = prost.checksums().get(i);
            same("prost reads", i, reference.readAll(message), checksums[0]);
            same("prost reads two of", i, reference.readTwo(message), checksums[1]);
            same("prost reads two of", i, reference.readTwo(message), checksums[2]);
            written(ProstPeer.LABEL, i, prost.written().get(i));
        }
    }

    private void written(String label, int message, byte[] bytes) throws IOException {
        same(label + " writes", message, reference.readAll(messages.get(message)), reference.readAll(bytes));
    }

    private void same(String what, int message, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(
                    "%s message %d of %s: %x instead of %x".formatted(what, message, payload, actual, expected));
        }
    }
}
