package dev.interlock.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.SeenRequest.Field;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Protocol;
import dev.interlock.internal.http1.BodyReader;
import dev.interlock.internal.http1.Framing;
import dev.interlock.internal.http1.HeadParser;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.http1.Progress;
import dev.interlock.internal.message.ReceivedHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Reads the bytes of a connection as they arrive, like a server. When the array is full, moves the bytes to another
 * array.
 */
final class WireReader {
    /** Limits that are so small that short inputs reach them. */
    static final Limits LIMITS = new Limits(256, 1024, 16, 512);

    /** Number of bytes that a parser may read beyond the received bytes. */
    private static final int SLACK = Long.BYTES;

    private final ReceivedHead head = new ReceivedHead();
    private final HeadParser parser = new HeadParser(LIMITS, head);
    private final BodyReader bodyReader = new BodyReader(LIMITS);
    private final ByteWriter body = new ByteWriter(0);
    private final List<SeenRequest> requests = new ArrayList<>();

    private byte[] bytes = new byte[SLACK];
    private int from;
    private int to;
    /** Number of bytes of the connection that are no longer in the array. */
    private int dropped;

    private boolean inHead;
    private boolean inBody;
    private String method = "";
    private String target = "";
    private String path = "";
    private String query = "";
    private List<Field> fields = List.of();
    private String end = Reading.MORE;

    /** Reads bytes that arrive together. */
    static Reading read(byte[] wire) {
        return read(wire, () -> wire.length);
    }

    /**
     * Reads bytes that arrive in pieces.
     *
     * @param pieces function that returns the number of bytes in the next piece
     */
    static Reading read(byte[] wire, IntSupplier pieces) {
        WireReader reader = new WireReader();
        for (int at = 0; at < wire.length && reader.end.equals(Reading.MORE); ) {
            int next = Math.min(wire.length, at + pieces.getAsInt());
            reader.arrive(wire, at, next);
            while (reader.step()) {
                // Continues with the next part.
            }
            at = next;
        }
        return new Reading(reader.requests, reader.end);
    }

    private void arrive(byte[] wire, int first, int last) {
        int count = last - first;
        if (to + count + SLACK > bytes.length) {
            byte[] larger = new byte[2 * (to - from + count) + SLACK];
            // The rest of the array has other bytes, which must not change the result.
            Arrays.fill(larger, (byte) '\n');
            System.arraycopy(bytes, from, larger, 0, to - from);
            bytes = larger;
            dropped += from;
            to -= from;
            from = 0;
            inHead = false;
        }
        System.arraycopy(wire, first, bytes, to, count);
        to += count;
    }

    /** Processes the next part; returns whether any bytes were consumed. */
    private boolean step() {
        if (!end.equals(Reading.MORE) || (from == to && !inBody)) {
            return false;
        }
        return inBody ? readBody() : readHead();
    }

    private boolean readHead() {
        if (!inHead) {
            parser.begin(bytes, from);
            inHead = true;
        }
        Progress progress = parser.parse(to);
        if (progress == Progress.REFUSED) {
            end = parser.refusal().name();
        }
        if (progress != Progress.DONE) {
            return false;
        }
        inHead = false;
        inBody = true;
        fields = fields();
        method = text(head.methodFrom(), head.methodTo());
        target = text(head.targetFrom(), head.targetTo());
        path = text(head.pathFrom(), head.pathTo());
        query = head.queryFrom() < 0 ? "none" : "?" + text(head.queryFrom(), head.queryTo());
        from = parser.end();
        body.clear();
        bodyReader.begin(parser.framing(), LIMITS.body(), body);
        return true;
    }

    private List<Field> fields() {
        List<Field> all = new ArrayList<>();
        for (int i = 0; i < head.fieldCount(); i++) {
            all.add(new Field(text(head.nameFrom(i), head.nameTo(i)), text(head.valueFrom(i), head.valueTo(i))));
        }
        return all;
    }

    private String text(int first, int last) {
        return new String(bytes, first, last - first, ISO_8859_1);
    }

    private boolean readBody() {
        Progress progress = bodyReader.read(bytes, from, to);
        from = bodyReader.end();
        if (progress == Progress.REFUSED) {
            end = bodyReader.refusal().name();
        }
        if (progress != Progress.DONE) {
            return false;
        }
        inBody = false;
        Framing framing = parser.framing();
        requests.add(new SeenRequest(
                method,
                target,
                path,
                query,
                head.protocol() == Protocol.HTTP_1_0 ? 0 : 1,
                fields,
                framing.isPersistent(),
                framing.expectsContinue(),
                new String(body.array(), 0, body.length(), ISO_8859_1),
                dropped + from));
        return true;
    }
}
