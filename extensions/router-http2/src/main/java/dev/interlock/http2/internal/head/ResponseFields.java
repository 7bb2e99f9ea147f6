package dev.interlock.http2.internal.head;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http2.internal.hpack.HpackEncoder;
import dev.interlock.http2.internal.hpack.StaticTable;
import dev.interlock.internal.syntax.FieldSection;
import org.jspecify.annotations.Nullable;

/** Encodes the header and trailer sections of responses (RFC 9113 section 8.3.2). */
public final class ResponseFields {
    /** Value for a response that gets no Content-Length field. */
    public static final long NO_LENGTH = -1;

    private static final byte[] TRAILER = "trailer".getBytes(US_ASCII);
    private static final byte[] SEPARATOR = ", ".getBytes(US_ASCII);

    private ResponseFields() {}

    /**
     * Appends a block with the head of a response.
     *
     * @param date array with the value of the Date field
     * @param contentLength length of the body, or {@link #NO_LENGTH}
     */
    public static void appendHead(
            HpackEncoder encoder,
            ByteWriter block,
            int status,
            FieldSection fields,
            byte[] date,
            int dateFrom,
            int dateTo,
            long contentLength) {
        encoder.begin(block);
        encoder.status(block, status);
        encoder.field(block, StaticTable.DATE, date, dateFrom, dateTo);
        appendFields(encoder, block, fields);
        if (contentLength != NO_LENGTH) {
            encoder.number(block, StaticTable.CONTENT_LENGTH, contentLength);
        }
    }

    /**
     * Appends a block with an interim response.
     *
     * @param status 100 to 199
     */
    public static void appendInterim(HpackEncoder encoder, ByteWriter block, int status, FieldSection fields) {
        encoder.begin(block);
        encoder.status(block, status);
        appendFields(encoder, block, fields);
    }

    /** Appends a block with trailer fields. */
    public static void appendTrailers(HpackEncoder encoder, ByteWriter block, FieldSection trailers) {
        encoder.begin(block);
        appendFields(encoder, block, trailers);
    }

    /**
     * Appends the Trailer field, which announces trailer fields (RFC 9110 section 6.6.2), to a head.
     *
     * @param scratch any buffer; its content is dropped
     * @param trailers trailer fields that are known before the body, or null
     */
    public static void announce(
            HpackEncoder encoder, ByteWriter block, ByteWriter scratch, @Nullable FieldSection trailers) {
        if (trailers == null || trailers.isEmpty()) {
            return;
        }
        // An earlier call for another client may have failed.
        scratch.clear();
        scratch.append(TRAILER);
        for (int i = 0; i < trailers.size(); i++) {
            if (i > 0) {
                scratch.append(SEPARATOR);
            }
            scratch.append(trailers.bytes(), trailers.nameFrom(i), trailers.nameTo(i));
        }
        encoder.field(block, scratch.array(), 0, TRAILER.length, TRAILER.length, scratch.length());
        scratch.clear();
    }

    /** Appends all fields except those that are specific to connections of HTTP/1 (RFC 9113 section 8.2.2). */
    private static void appendFields(HpackEncoder encoder, ByteWriter block, FieldSection fields) {
        byte[] bytes = fields.bytes();
        for (int i = 0; i < fields.size(); i++) {
            int nameFrom = fields.nameFrom(i);
            int nameTo = fields.nameTo(i);
            if (!FieldRules.isConnectionSpecificInAnyCase(bytes, nameFrom, nameTo)) {
                encoder.field(block, bytes, nameFrom, nameTo, fields.valueFrom(i), fields.valueTo(i));
            }
        }
    }
}
