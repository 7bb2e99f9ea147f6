package dev.interlock.benchmarks.protobuf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Several messages in one file, each behind its length in four bytes. */
final class Framing {
    private Framing() {}

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
}
