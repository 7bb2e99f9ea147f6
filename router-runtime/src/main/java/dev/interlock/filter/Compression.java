package dev.interlock.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.bytes.Ascii;
import dev.interlock.bytes.Slice;
import dev.interlock.http.AcceptEncoding;
import dev.interlock.http.Content;
import dev.interlock.http.EntityTag;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Preconditions;
import dev.interlock.http.Request;
import dev.interlock.http.RequestHead;
import dev.interlock.http.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends answers in the content coding that the client likes best (RFC 9110 section 12.5.3): {@code br} where brotli4j and its
 * library for the platform are on the class path, else {@code gzip}. To be named first, so that it sees what all others have
 * made of an answer.
 *
 * <p>Whole bodies are encoded from {@link Builder#minSize} bytes on, and up to {@link Builder#maxSize}; files only up to {@link
 * Builder#maxFileSize}, since larger ones are sent by the kernel, or read from the class path each time. Streams are encoded as
 * they are made, each element so that it can be decoded when it is there. Left as they are: types that are compressed in
 * themselves, and answers with a Content-Encoding or Content-Range, or with {@code Cache-Control: no-transform}. A strong entity
 * tag gets the name of the coding behind it, {@code "7-gzip"} for {@code "7"} (RFC 9110 section 8.8.3.3), and conditions that name
 * it mean the state that it is of.
 *
 * <p>An answer that holds a secret beside text which a stranger chose lets who sees its length guess the secret (BREACH); leave
 * such answers out by {@code Cache-Control: no-transform}. Allocates nothing for answers that get no coding, but for 304 with an
 * entity tag. Safe for use by several threads.
 */
public final class Compression implements Filter {
    private static final byte[] IDENTITY = "identity".getBytes(US_ASCII);
    private static final byte[] NO_TRANSFORM = "no-transform".getBytes(US_ASCII);
    private static final FieldLine VARY = FieldLine.of("vary", "accept-encoding");
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String ETAG = "etag";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int PARTIAL_CONTENT = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_ACCEPTABLE = 406;

    /** Encoder of an added coding, or of gzip, from the most to the least favoured, with their names in Accept-Encoding. */
    private final BodyEncoder[] encoders;

    private final byte[][] names;
    private final Places wholes;
    private final Places streams;
    /** Of streams that last for as long as their clients listen: most of these are idle, and must not turn others away. */
    private final Places lasting;

    private final MediaTypeList types;
    private final int minSize;
    private final int maxSize;
    private final int maxFileSize;

    private Compression(Builder builder) {
        List<BodyEncoder> all = new ArrayList<>(builder.codings.values());
        all.add(new GzipEncoder(builder.gzipLevel));
        encoders = all.toArray(BodyEncoder[]::new);
        names = all.stream().map(it -> it.coding().getBytes(US_ASCII)).toArray(byte[][]::new);
        wholes = new Places(builder.maxConcurrent);
        streams = new Places(builder.maxConcurrent);
        lasting = new Places(builder.maxConcurrent);
        types = new MediaTypeList(builder.more, builder.never);
        minSize = builder.minSize;
        maxSize = builder.maxSize;
        maxFileSize = builder.maxFileSize;
    }

    /** With the standard settings. */
    public static Compression standard() {
        return builder().build();
    }

    /** The standard settings, to be changed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Refuses, before anything is done, a request whose client takes the answer neither as it is nor in a coding known here. */
    @Override
    public boolean before(Request request, Response response) {
        if (isIdentityRefused(request.head()) && preferred(request.head()) == null) {
            throw new HttpException(
                            NOT_ACCEPTABLE,
                            "Accept-Encoding must allow identity or " + codings()
                                    + ", the codings that the answer can have")
                    .header("vary", "accept-encoding");
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
        if (response.status() == NOT_MODIFIED) {
            tellKnownTag(head, response, encoder);
        } else if (hasBody(response.status())) {
            encode(response, encoder, refused);
        }
    }

    /** RFC 9110 section 15.4.5: the tag is that of the 200, if that is the one which the client has. */
    private static void tellKnownTag(RequestHead head, Response response, BodyEncoder encoder) {
        EntityTag tag = EntityTag.parse(response.headerValue(ETAG));
        if (tag != null && Preconditions.isKnown(head, tag.in(encoder.coding()))) {
            response.header(ETAG, tag.in(encoder.coding()).toString());
        }
    }

    private static boolean isIdentityRefused(RequestHead head) {
        return AcceptEncoding.quality(head, IDENTITY) == 0;
    }

    /** The coding that the client likes best, and not less than none at all; null if there is none. */
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

    /** Whether there is as much of a body as is worth a coding and, unless it is a stream, as little as memory allows. */
    private boolean isSizeable(Response response, boolean identityRefused) {
        Content content = response.content();
        long length = response.contentLength();
        if (length == Content.UNKNOWN) {
            return true;
        }
        if (length == 0) {
            // RFC 9110 section 15.4.5: with 304 come the fields of the 200, of which nobody knows the size.
            return response.status() == NOT_MODIFIED;
        }
        // The streams whose size is known are files as well.
        boolean isFile = content instanceof Content.File || content instanceof Content.Stream;
        int most = isFile ? maxFileSize : maxSize;
        return length <= most && (length >= minSize || identityRefused);
    }

    private boolean isEncodable(Response response) {
        if (response.status() == PARTIAL_CONTENT
                || response.hasHeader(CONTENT_ENCODING)
                || response.hasHeader("content-range")) {
            return false;
        }
        Slice type = response.headerSlice("content-type");
        if (type == null ? response.status() != NOT_MODIFIED : !types.contains(type)) {
            return false;
        }
        Slice cacheControl = response.headerSlice("cache-control");
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
        return status >= OK && status != NO_CONTENT && status != RESET_CONTENT && status != NOT_MODIFIED;
    }

    private void encode(Response response, BodyEncoder encoder, boolean identityRefused) {
        boolean encoded = response.content() instanceof Content.Stream stream
                ? encodeStream(response, stream, encoder)
                : encodeWhole(response, encoder, identityRefused);
        if (!encoded) {
            return;
        }
        // Ranges are those of the file as it is: a part of it cannot be put behind a part of what is sent now.
        response.header(CONTENT_ENCODING, encoder.coding()).removeHeader("accept-ranges");
        EntityTag tag = EntityTag.parse(response.headerValue(ETAG));
        if (tag != null) {
            response.header(ETAG, tag.in(encoder.coding()).toString());
        }
    }

    /**
     * RFC 9110 section 12.4.1: where there is no place, a client that refuses identity gets it all the same, as if it had not
     * been asked. Else each client could have as many encoders as it likes.
     */
    private boolean encodeStream(Response response, Content.Stream stream, BodyEncoder encoder) {
        Places places = stream.heartbeat() == null ? streams : lasting;
        boolean hasPlace = places.take();
        if (hasPlace) {
            response.encodeStream(new PartEncoder(encoder, places));
        }
        return hasPlace;
    }

    private boolean encodeWhole(Response response, BodyEncoder encoder, boolean identityRefused) {
        if (!wholes.take()) {
            return false;
        }
        try {
            return WholeBody.encode(response, encoder, identityRefused);
        } finally {
            wholes.giveBack();
        }
    }

    /** What is encoded, and how well. Not safe for use by several threads. */
    public static final class Builder {
        private final Set<String> more = new HashSet<>();
        private final Set<String> never = new HashSet<>();
        private final Map<String, BodyEncoder> codings = new LinkedHashMap<>();
        private int gzipLevel = 5;
        private int minSize = 1024;
        private int maxSize = 1024 * 1024;
        private int maxFileSize = 256 * 1024;
        private int maxConcurrent = 256;

        private Builder() {}

        private static int inRange(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
            }
            return value;
        }

        /** Bytes of the smallest whole body that is encoded, from 1 on; 1024 unless it is set. */
        public Builder minSize(int bytes) {
            minSize = inRange("The smallest size", bytes, 1, Integer.MAX_VALUE);
            return this;
        }

        /**
         * Bytes of the largest whole body that is encoded, from 1 on; 1 MiB unless it is set. A megabyte keeps its thread for
         * some 20 milliseconds: answer what is larger by a stream, or on a thread that may wait.
         */
        public Builder maxSize(int bytes) {
            maxSize = inRange("The largest size", bytes, 1, Integer.MAX_VALUE);
            return this;
        }

        /** Bytes of the largest file that is encoded, 0 for none; 256 KiB unless it is set. */
        public Builder maxFileSize(int bytes) {
            maxFileSize = inRange("The largest size of a file", bytes, 0, Integer.MAX_VALUE);
            return this;
        }

        /**
         * The most bodies of one kind that are encoded at a time, from 1 on; 256 unless it is set. The kinds are whole bodies,
         * streams that end by themselves, and streams that last for as long as their clients listen: none takes the places of
         * another. A body takes some 300 KiB outside of the heap while it is encoded; those beyond are sent as they are,
         * even to a client that refuses {@code identity}: it may be disregarded (RFC 9110 section 12.4.1), and the bound is not.
         */
        public Builder maxConcurrent(int bodies) {
            maxConcurrent = inRange("The number of bodies at a time", bodies, 1, Integer.MAX_VALUE);
            return this;
        }

        /** How hard gzip tries, 1 to 9; 5 unless it is set. */
        public Builder gzipLevel(int level) {
            gzipLevel = inRange("The level of gzip", level, 1, 9);
            return this;
        }

        /**
         * Adds a coding beside gzip, such as {@code Brotli.standard()} of router-brotli. Clients that accept several codings
         * equally get the one that was added first, and gzip last.
         */
        public Builder coding(ContentCoding coding) {
            codings.put(coding.name(), BodyEncoder.of(coding));
            return this;
        }

        /** Encodes answers of these media types, too. */
        public Builder types(String... mediaTypes) {
            more.addAll(lowerCase(mediaTypes));
            never.removeAll(lowerCase(mediaTypes));
            return this;
        }

        /** Leaves answers of these media types as they are. */
        public Builder withoutTypes(String... mediaTypes) {
            never.addAll(lowerCase(mediaTypes));
            more.removeAll(lowerCase(mediaTypes));
            return this;
        }

        private static List<String> lowerCase(String... mediaTypes) {
            List<String> lower = new ArrayList<>();
            for (String type : mediaTypes) {
                if (type.indexOf('/') <= 0 || type.indexOf(';') >= 0) {
                    throw new IllegalArgumentException("'" + type
                            + "' is no media type. Tip: write type/subtype without parameters, such as text/plain");
                }
                lower.add(type.toLowerCase(Locale.ROOT));
            }
            return lower;
        }

        public Compression build() {
            return new Compression(this);
        }
    }
}
