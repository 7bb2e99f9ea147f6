package dev.interlock.replay.traffic;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.interlock.replay.recorded.Body;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.replay.recorded.Request;
import dev.interlock.replay.recorded.Response;
import dev.interlock.replay.recorded.SegmentHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes uncompressed segments in the format of docs/recording.md. */
public final class Segments {
    /** Start of test recordings, in nanoseconds since 1970. */
    public static final long START = 1_700_000_000_000_000_000L;

    private Segments() {}

    /** Writes a segment with one block for each exchange. */
    public static Path write(Path file, long process, long number, List<RecordedExchange> exchanges)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("ILREC\r\n\u001a".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[] {1, 0, 0, 0});
        block(
                bytes,
                SegmentHeader.newBuilder()
                        .setService("shop")
                        .setProcess(process)
                        .setNumber(number)
                        .setBegunUnixNanos(START)
                        .build());
        for (RecordedExchange exchange : exchanges) {
            block(bytes, exchange);
        }
        return Files.write(file, bytes.toByteArray());
    }

    private static void block(ByteArrayOutputStream into, MessageLite message) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        message.writeDelimitedTo(block);
        byte[] stored = block.toByteArray();
        byte[] header = new byte[20];
        ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putInt(stored.length).putInt(stored.length).putInt(0).putInt(crc(stored, stored.length));
        numbers.putInt(crc(header, 16));
        into.writeBytes(header);
        into.writeBytes(stored);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /** Returns a GET exchange without bodies. */
    public static RecordedExchange get(long connection, long millis, String target) {
        return exchange(connection, millis, "GET", target, "", 200, "").build();
    }

    /** Returns an exchange with JSON bodies. */
    public static RecordedExchange.Builder exchange(
            long connection, long millis, String method, String target, String body, int status, String responseBody) {
        return RecordedExchange.newBuilder()
                .setConnection(connection)
                .setArrivedUnixNanos(START + millis * 1_000_000)
                .setRequest(Request.newBuilder()
                        .setMethod(method)
                        .setTarget(ByteString.copyFromUtf8(target))
                        .setScheme("http")
                        .setAuthority("shop.example")
                        .setProtocol("HTTP/1.1")
                        .addFields(field("Host", "shop.example"))
                        .addFields(field("Content-Type", "application/json"))
                        .setBody(body(body)))
                .setResponse(Response.newBuilder()
                        .setStatus(status)
                        .addFields(field("content-type", "application/json"))
                        .setBody(body(responseBody))
                        .setLastByteNanos(1_000_000));
    }

    public static dev.interlock.replay.recorded.Field field(String name, String value) {
        return dev.interlock.replay.recorded.Field.newBuilder()
                .setName(ByteString.copyFromUtf8(name))
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    private static Body body(String content) {
        ByteString bytes = ByteString.copyFromUtf8(content);
        return Body.newBuilder().setContent(bytes).setLength(bytes.size()).build();
    }
}
