package dev.interlock.replay.rewrite;

import dev.interlock.replay.body.ContentCoding;
import dev.interlock.replay.traffic.Field;
import java.util.List;

/** A response of a target, complete as far as the target sent it. */
public final class ReceivedResponse {
    private final int status;
    private final List<Field> fields;
    private final byte[] body;
    private final long length;

    /**
     * @param body first bytes of the body, as many as are kept
     * @param length length of the whole body
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

    /** Returns the bytes that are kept, without content coding. */
    public byte[] content(int most) {
        return ContentCoding.decode(body, Field.first(fields, "content-encoding"), most);
    }

    /** Returns the number of bytes that are kept. */
    public int kept() {
        return body.length;
    }

    /** Returns the length of the body as the target sent it. */
    public long length() {
        return length;
    }

    /** Whether all bytes of the body are kept. */
    public boolean isComplete() {
        return body.length == length;
    }
}
