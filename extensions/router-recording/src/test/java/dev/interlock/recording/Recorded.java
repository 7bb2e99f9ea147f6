package dev.interlock.recording;

import dev.interlock.replay.recorded.Field;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.recorded.SegmentHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Content of the segments in a directory, read by protobuf-java. */
final class Recorded {
    final List<SegmentHeader> headers = new ArrayList<>();
    final List<RecordedExchange> exchanges = new ArrayList<>();
    /** Bytes of all messages. */
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private boolean isCutOff;

    private Recorded() {}

    static Recorded in(Path directory) throws IOException {
        Recorded recorded = new Recorded();
        for (Path file : files(directory)) {
            recorded.read(file);
        }
        return recorded;
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private void read(Path file) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            boolean isFirst = true;
            for (byte[] message = reader.next(); message != null; message = reader.next()) {
                bytes.writeBytes(message);
                if (isFirst) {
                    headers.add(SegmentHeader.parseFrom(message));
                } else {
                    exchanges.add(RecordedExchange.parseFrom(message));
                }
                isFirst = false;
            }
            isCutOff |= reader.isCutOff();
        }
    }

    boolean isCutOff() {
        return isCutOff;
    }

    /** Returns the only exchange. */
    RecordedExchange only() {
        if (exchanges.size() != 1) {
            throw new AssertionError(exchanges.size() + " exchanges: " + exchanges);
        }
        return exchanges.get(0);
    }

    /** Returns the values of fields with a name, joined by {@code |}. */
    static String field(List<Field> fields, String name) {
        return String.join(
                "|",
                fields.stream()
                        .filter(it -> it.getName().toStringUtf8().equalsIgnoreCase(name))
                        .map(it -> it.getValue().toStringUtf8())
                        .toList());
    }
}
