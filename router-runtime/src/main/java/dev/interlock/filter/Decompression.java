package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.Metered;
import dev.interlock.internal.memory.PaidArray;
import dev.interlock.internal.message.ReceivedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the content coding of request bodies before they are bound: {@code gzip}, {@code deflate}, or a coding that
 * {@link #with} has added. Streamed bodies are decoded as they are read.
 *
 * <p>If the coding is unknown, or if there is more than one, the response is 415 with {@code Accept-Encoding} (RFC 9110
 * section 15.5.16). If the body is malformed or truncated, the response is 400. If the decoded body exceeds the limit
 * of its route, or has more than {@link #ratio} bytes for each coded byte, the response is 413. If the memory budget is
 * spent, the response is 503. Requests without a coding allocate nothing. Immutable.
 */
public final class Decompression implements Filter {
    private static final int USUAL_RATIO = 30;
    private static final byte[] CONTENT_ENCODING = ascii(HttpHeader.CONTENT_ENCODING);
    private static final byte[] IDENTITY = ascii("identity");
    /** Name that recipients treat as gzip (RFC 9110 section 8.4.1.3). */
    private static final String OLD_GZIP = "x-gzip";

    private static final RequestKey<Decoded> DECODED = RequestKey.of(Decoded::new);

    private final int ratio;
    /** Codings by their names in lower case. Codings of the application come first. */
    private final Map<String, Coding> codings;
    /** Value of Accept-Encoding in the response to an unknown coding. */
    private final String accepted;

    private Decompression(int ratio, Map<String, Coding> codings) {
        this.ratio = ratio;
        this.codings = codings;
        // A loop instead of a stream. Applications create filters when they start, and a start is faster with fewer
        // classes.
        StringJoiner names = new StringJoiner(", ");
        for (String name : codings.keySet()) {
            if (!name.equals(OLD_GZIP)) {
                names.add(name);
            }
        }
        accepted = names.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /**
     * Creates a filter that lets a body grow to thirty times its coded size, or to 64 KiB. Only decompression bombs
     * grow more.
     */
    public static Decompression standard() {
        return ratio(USUAL_RATIO);
    }

    /**
     * Creates a filter with another limit on growth.
     *
     * @param most limit on the decoded bytes for each coded byte, from 1; the first 64 KiB of a body are always
     *     allowed
     */
    public static Decompression ratio(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A body cannot become " + most + " times its size");
        }
        Map<String, Coding> codings = new LinkedHashMap<>();
        codings.put("gzip", Coding.GZIP);
        codings.put(OLD_GZIP, Coding.GZIP);
        codings.put("deflate", Coding.DEFLATE);
        return new Decompression(most, codings);
    }

    /**
     * Returns a filter that also decodes another coding, such as {@code Brotli.standard()} of router-brotli.
     *
     * @throws IllegalArgumentException if the name of the coding is not valid, or another coding has the same name
     */
    public Decompression with(ContentCoding coding) {
        Map<String, Coding> all = new LinkedHashMap<>();
        all.put(Coding.nameOf(coding), Coding.of(coding));
        codings.forEach(all::putIfAbsent);
        return new Decompression(ratio, all);
    }

    /** Decoded bodies of one request, and the charge to the memory budget for them. */
    static final class Decoded implements Metered {
        /** Approximate bytes of a decoder, its input buffer and its next parts. */
        private static final int DECODER_BYTES = 4 * Coding.PART_BYTES;

        private final ByteWriter whole = new ByteWriter(0);
        private final PaidArray array = new PaidArray();
        private MemoryMeter meter = MemoryMeter.FREE;
        /** Number of bytes charged for decoders. */
        private long decoders;
        /** Body that is read as a stream, or null. */
        private @Nullable AutoCloseable stream;

        @Override
        public void meter(MemoryMeter newMeter) {
            meter = newMeter;
            array.meter(newMeter);
        }

        /**
         * Charges for a decoder until the end of the request.
         *
         * @throws HttpException 503 if the memory budget is spent
         */
        void payForDecoder() {
            meter.take(DECODER_BYTES);
            decoders += DECODER_BYTES;
        }

        private void giveBackDecoders() {
            long paid = decoders;
            decoders = 0;
            if (paid > 0) {
                meter.giveBack(paid);
            }
        }

        private void decode(Slice body, Coding coding, DecodedSizeLimit sizeLimit) {
            whole.clear();
            payForDecoder();
            try (BodyInflater inflater = new BodyInflater(coding, sizeLimit)) {
                inflater.add(Unpooled.wrappedBuffer(body.array(), body.offset(), body.length()));
                append(inflater);
                inflater.end();
                append(inflater);
            } finally {
                giveBackDecoders();
            }
        }

        private void append(BodyInflater inflater) {
            for (ByteBuf part = inflater.next(); part != null; part = inflater.next()) {
                try {
                    int count = part.readableBytes();
                    array.ensure(whole, count);
                    int from = whole.extend(count);
                    part.readBytes(whole.array(), from, count);
                } finally {
                    part.release();
                }
            }
        }

        /** Closes the stream at the end of the request, whether or not it was read to its end. */
        void closeLater(AutoCloseable open) {
            stream = open;
        }

        @Override
        public void endOfRequest(int retainedBytes) {
            whole.clear(retainedBytes);
            array.giveBack();
            AutoCloseable open = stream;
            stream = null;
            try {
                if (open != null) {
                    close(open);
                }
            } finally {
                giveBackDecoders();
            }
        }

        private static void close(AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException("A decoder could not be closed", e);
            }
        }

        @Override
        public int retainedBytes() {
            return whole.array().length;
        }
    }

    @Override
    public boolean before(Request request, Response response) {
        RequestHead head = request.head();
        int field = head.find(CONTENT_ENCODING);
        if (field < 0) {
            return true;
        }
        Coding coding = coding(head, field);
        if (coding == null) {
            return true;
        }
        DecodedSizeLimit sizeLimit = new DecodedSizeLimit(request.maxBody(), ratio);
        if (request.route().streamedBody()) {
            Decoded decoded = request.scoped(DECODED);
            DecodedBody body = new DecodedBody(request.streamedBody(), coding, sizeLimit, decoded);
            decoded.closeLater(body);
            ReceivedRequest.of(request).body(body);
        } else if (request.body().length() > 0) {
            Decoded decoded = request.scoped(DECODED);
            decoded.decode(request.body(), coding, sizeLimit);
            ReceivedRequest.of(request).body(decoded.whole.array(), 0, decoded.whole.length());
        }
        return true;
    }

    /** Returns the coding that the Content-Encoding fields name, or null if they name only {@code identity}. */
    private @Nullable Coding coding(RequestHead head, int first) {
        Coding found = null;
        byte[] bytes = head.bytes();
        for (int field = first; field >= 0; field = head.find(CONTENT_ENCODING, field + 1)) {
            int to = head.valueTo(field);
            for (int from = head.valueFrom(field); from <= to; ) {
                int end = elementEnd(bytes, from, to);
                Coding coding = coding(bytes, skipSpace(bytes, from, end), end);
                if (coding != null && found != null) {
                    throw unsupported("The body may have only one content coding");
                }
                found = coding == null ? found : coding;
                from = end + 1;
            }
        }
        return found;
    }

    private static int elementEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',') {
            end++;
        }
        return end;
    }

    private static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private @Nullable Coding coding(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        if (from == end || Ascii.equalIgnoreCase(bytes, from, end - from, IDENTITY)) {
            return null;
        }
        String name = new String(bytes, from, end - from, ISO_8859_1).toLowerCase(Locale.ROOT);
        Coding coding = codings.get(name);
        if (coding == null) {
            throw unsupported("The body must have no content coding, or one of " + accepted);
        }
        return coding;
    }

    private HttpException unsupported(String detail) {
        return new HttpException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail)
                .header(HttpHeader.ACCEPT_ENCODING, accepted);
    }
}
