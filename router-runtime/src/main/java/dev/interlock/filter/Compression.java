package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Slice;
import dev.interlock.http.EntityTag;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import dev.interlock.internal.bytes.Ascii;
import dev.interlock.internal.message.Conditions;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.negotiate.AcceptEncoding;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compresses responses in the content coding that the client prefers (RFC 9110 section 12.5.3): {@code gzip}, or a
 * coding that {@link #coding} has added. It must be the first filter, so that it gets the final responses of all other
 * filters.
 *
 * <p>Whole bodies are encoded if they have {@link #minSize} to {@link #maxSize} bytes. Files are encoded up to
 * {@link #maxFileSize}; a larger file is sent without a coding. Streams are encoded while they are published, and the
 * client can decode each element as soon as it arrives. A response is not encoded if its type is already compressed, or
 * if it has Content-Encoding, Content-Range or {@code Cache-Control: no-transform}. A strong entity tag gets the name
 * of the coding as a suffix, {@code "7-gzip"} for {@code "7"} (RFC 9110 section 8.8.3.3). A request may use either tag
 * in its preconditions if the coding is {@code gzip}, {@code br}, {@code zstd} or {@code deflate}.
 *
 * <p>If a response contains a secret and also text that an attacker chose, its length lets the attacker guess the
 * secret (BREACH). Use {@code Cache-Control: no-transform} for these responses.
 *
 * <p>Allocates nothing for responses without a coding, except for a 304 with an entity tag. Safe for use by several
 * threads. A filter never changes: each method that changes a setting returns a new filter, which has its own count for
 * {@link #maxConcurrent}.
 */
public final class Compression implements Filter {
    private static final byte[] IDENTITY = "identity".getBytes(US_ASCII);
    private static final byte[] NO_TRANSFORM = "no-transform".getBytes(US_ASCII);
    private static final FieldLine VARY = FieldLine.of(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING);

    /** Encoders of the added codings, then the encoder of gzip. */
    private final BodyEncoder[] encoders;
    /** Names of the encoders in Accept-Encoding, by the same index. */
    private final byte[][] names;

    private final EncoderLimit wholes;
    private final EncoderLimit streams;
    /**
     * Limit on encoded streams that last as long as their clients listen. These streams have their own limit, because
     * most of them are idle and would use up the limit of other streams.
     */
    private final EncoderLimit lasting;

    private final MediaTypeList types;
    private final int minSize;
    private final int maxSize;
    private final int maxFileSize;

    private final CompressionSettings settings;

    private Compression(CompressionSettings settings) {
        this.settings = settings;
        encoders = settings.encoders();
        names = new byte[encoders.length][];
        // A loop instead of a stream. Applications create filters when they start, and a start is faster with fewer
        // classes.
        for (int i = 0; i < encoders.length; i++) {
            names[i] = encoders[i].coding().getBytes(US_ASCII);
        }
        wholes = new EncoderLimit(settings.maxConcurrent());
        streams = new EncoderLimit(settings.maxConcurrent());
        lasting = new EncoderLimit(settings.maxConcurrent());
        types = settings.mediaTypes();
        minSize = settings.minSize();
        maxSize = settings.maxSize();
        maxFileSize = settings.maxFileSize();
    }

    /** Creates a filter with the default settings. */
    public static Compression standard() {
        return new Compression(CompressionSettings.STANDARD);
    }

    /**
     * Returns a copy of this filter with another smallest size of a whole body that is encoded.
     *
     * @param bytes 1 byte or more; 1024 by default
     */
    public Compression minSize(int bytes) {
        return new Compression(settings.minSize(bytes));
    }

    /**
     * Returns a copy of this filter with another largest size of a whole body that is encoded. Encoding a megabyte
     * takes about 20 milliseconds of the calling thread. Send larger bodies as a stream, or from a thread that may
     * block.
     *
     * @param bytes 1 byte or more; 1 MiB by default
     */
    public Compression maxSize(int bytes) {
        return new Compression(settings.maxSize(bytes));
    }

    /**
     * Returns a copy of this filter with another largest size of a file that is encoded.
     *
     * @param bytes size in bytes, 0 for no files; 256 KiB by default
     */
    public Compression maxFileSize(int bytes) {
        return new Compression(settings.maxFileSize(bytes));
    }

    /**
     * Returns a copy of this filter with another limit on the number of bodies that are encoded at the same time. The
     * limit applies separately to whole bodies, to streams that end by themselves, and to streams that last as long as
     * their clients listen. A body takes about 300 KiB outside of the heap while it is encoded. Beyond the limit,
     * bodies are sent without a coding, even to a client that does not accept {@code identity}: the server may
     * disregard Accept-Encoding (RFC 9110 section 12.4.1).
     *
     * @param bodies limit, from 1; 256 by default
     */
    public Compression maxConcurrent(int bodies) {
        return new Compression(settings.maxConcurrent(bodies));
    }

    /**
     * Returns a copy of this filter with another level of gzip.
     *
     * @param level 1 (fastest) to 9 (smallest); 5 by default
     */
    public Compression gzipLevel(int level) {
        return new Compression(settings.gzipLevel(level));
    }

    /**
     * Returns a copy of this filter with another coding, such as {@code Brotli.standard()} of router-brotli. If a
     * client accepts several codings equally, the coding that was added first is used. Gzip comes last. The coding
     * replaces an earlier one with the same name.
     *
     * @throws IllegalArgumentException if the name is not valid, or belongs to a built-in coding
     */
    public Compression coding(ContentCoding coding) {
        return new Compression(settings.coding(coding));
    }

    /** Returns a copy of this filter that also encodes responses with these media types. */
    public Compression types(String... mediaTypes) {
        return new Compression(settings.types(mediaTypes));
    }

    /** Returns a copy of this filter that does not encode responses with these media types. */
    public Compression withoutTypes(String... mediaTypes) {
        return new Compression(settings.withoutTypes(mediaTypes));
    }

    /**
     * Rejects a request before its handler runs if the client accepts neither an unencoded response nor a known coding.
     */
    @Override
    public boolean before(Request request, Response response) {
        if (isIdentityRefused(request.head()) && preferred(request.head()) == null) {
            throw new HttpException(
                            HttpStatus.NOT_ACCEPTABLE,
                            "Accept-Encoding must allow identity or " + codings()
                                    + ", the codings that the response can have")
                    .header(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING);
        }
        return true;
    }

    private String codings() {
        return Arrays.stream(encoders).map(BodyEncoder::coding).collect(Collectors.joining(" or "));
    }

    @Override
    public void finish(Request request, Response response) {
        RequestHead head = request.head();
        boolean refused = isIdentityRefused(head);
        if (!isSizeable(response, refused) || !isEncodable(response)) {
            return;
        }
        response.addIfNew(VARY);
        BodyEncoder encoder = preferred(head);
        if (encoder == null) {
            return;
        }
        if (response.status() == HttpStatus.NOT_MODIFIED) {
            tellKnownTag(head, response, encoder);
        } else if (hasBody(response.status())) {
            encode(response, encoder, refused);
        }
    }

    /** Gives a 304 the tag of the 200 response that the client has (RFC 9110 section 15.4.5). */
    private static void tellKnownTag(RequestHead head, Response response, BodyEncoder encoder) {
        EntityTag tag = EntityTag.parse(response.headerValue(HttpHeader.ETAG));
        if (tag != null && Conditions.isKnown(head, tag.in(encoder.coding()))) {
            response.header(HttpHeader.ETAG, tag.in(encoder.coding()).toString());
        }
    }

    private static boolean isIdentityRefused(RequestHead head) {
        return AcceptEncoding.quality(head, IDENTITY) == 0;
    }

    /**
     * Returns the encoder of the coding that the client prefers most. Returns null if the client prefers an unencoded
     * response, or accepts no known coding.
     */
    private @Nullable BodyEncoder preferred(RequestHead head) {
        int best = 0;
        BodyEncoder preferred = null;
        for (int i = 0; i < encoders.length; i++) {
            int quality = AcceptEncoding.quality(head, names[i]);
            if (quality > best) {
                best = quality;
                preferred = encoders[i];
            }
        }
        return preferred == null || best < AcceptEncoding.quality(head, IDENTITY) ? null : preferred;
    }

    /**
     * Whether the size of the body allows a coding. The body must be large enough to shrink. Unless it is a stream of
     * unknown length, it must be small enough for memory.
     */
    private boolean isSizeable(Response response, boolean identityRefused) {
        Content content = EncodedResponse.of(response).content();
        long length = response.contentLength();
        if (length == Content.UNKNOWN) {
            return true;
        }
        if (length == 0) {
            // RFC 9110 section 15.4.5: a 304 has the fields of the 200 response. The size of that response is unknown
            // here.
            return response.status() == HttpStatus.NOT_MODIFIED;
        }
        // A stream with a known size comes from a file.
        boolean isFile = content instanceof Content.File || content instanceof Content.Stream;
        int most = isFile ? maxFileSize : maxSize;
        return length <= most && (length >= minSize || identityRefused);
    }

    private boolean isEncodable(Response response) {
        if (response.status() == HttpStatus.PARTIAL_CONTENT
                || response.hasHeader(HttpHeader.CONTENT_ENCODING)
                || response.hasHeader(HttpHeader.CONTENT_RANGE)) {
            return false;
        }
        Slice type = response.headerSlice(HttpHeader.CONTENT_TYPE);
        if (type == null ? response.status() != HttpStatus.NOT_MODIFIED : !types.contains(type)) {
            return false;
        }
        Slice cacheControl = response.headerSlice(HttpHeader.CACHE_CONTROL);
        return cacheControl == null || !forbidsTransform(cacheControl);
    }

    private static boolean forbidsTransform(Slice cacheControl) {
        int last = cacheControl.length() - NO_TRANSFORM.length;
        for (int i = 0; i <= last; i++) {
            int at = cacheControl.offset() + i;
            if (Ascii.equalIgnoreCase(cacheControl.array(), at, NO_TRANSFORM.length, NO_TRANSFORM)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBody(int status) {
        return status >= HttpStatus.OK
                && status != HttpStatus.NO_CONTENT
                && status != HttpStatus.RESET_CONTENT
                && status != HttpStatus.NOT_MODIFIED;
    }

    private void encode(Response response, BodyEncoder encoder, boolean identityRefused) {
        boolean encoded = EncodedResponse.of(response).content() instanceof Content.Stream stream
                ? encodeStream(response, stream, encoder)
                : encodeWhole(response, encoder, identityRefused);
        if (!encoded) {
            return;
        }
        // Removes Accept-Ranges, because ranges refer to the unencoded file. A client could not join such a range with
        // a part of the encoded file.
        response.header(HttpHeader.CONTENT_ENCODING, encoder.coding()).removeHeader(HttpHeader.ACCEPT_RANGES);
        EntityTag tag = EntityTag.parse(response.headerValue(HttpHeader.ETAG));
        if (tag != null) {
            response.header(HttpHeader.ETAG, tag.in(encoder.coding()).toString());
        }
    }

    /**
     * Encodes a stream unless the limit is reached; returns whether it is encoded. Beyond the limit, even a client that
     * does not accept {@code identity} gets an unencoded response. The server may disregard Accept-Encoding (RFC 9110
     * section 12.4.1). If it did not, a client could start any number of encoders.
     */
    private boolean encodeStream(Response response, Content.Stream stream, BodyEncoder encoder) {
        EncoderLimit limit = stream.heartbeat() == null ? streams : lasting;
        boolean isBelowLimit = limit.acquire();
        if (isBelowLimit) {
            EncodedResponse.of(response).encodeStream(new PartEncoder(encoder, limit));
        }
        return isBelowLimit;
    }

    private boolean encodeWhole(Response response, BodyEncoder encoder, boolean identityRefused) {
        if (!wholes.acquire()) {
            return false;
        }
        try {
            return WholeBody.encode(response, encoder, identityRefused);
        } finally {
            wholes.release();
        }
    }
}
