package dev.interlock.replay.rewrite;

import dev.interlock.replay.body.ContentCoding;
import dev.interlock.replay.traffic.Field;
import java.util.List;

/** Response of a target, with the first bytes of its body. Immutable. */
public final class ReceivedResponse {
    private final int status;
    private final List<Field> fields;
    private final byte[] body;
    private final long length;

    /**
     * @param body first bytes of the body
     * @param length length of the whole body in bytes
     */
    public ReceivedResponse(int status, List<Field> fields, byte[] body, long length) {
        this.status = status;
        this.fields = fields;
        this.body = body;
        this.length = length;
    }

    public int status() {
        return status;
    }

    public List<Field> fields() {
        return fields;
    }

    /** Returns the kept bytes of the body, decoded, up to {@code most} bytes. */
    public byte[] content(int most) {
        return ContentCoding.decode(body, Field.first(fields, "content-encoding"), most);
    }

    /** Returns the number of kept bytes of the body. */
    public int kept() {
        return body.length;
    }

    /** Returns the length of the whole body in bytes, before decoding. */
    public long length() {
        return length;
    }

    /** Whether the response has all bytes of the body. */
    public boolean isComplete() {
        return body.length == length;
    }
}
