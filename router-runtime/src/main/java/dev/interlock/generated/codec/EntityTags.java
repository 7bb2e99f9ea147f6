package dev.interlock.generated.codec;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.internal.message.Conditions;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.HttpDate;
import io.netty.buffer.ByteBuf;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Entity tags of responses whose whole body is in memory.
 *
 * <p>A tag is 128 bits of the SHA-256 of the body. If two bodies had the same tag, a client could keep the wrong one.
 * With a weaker hash, an attacker could search for two bodies with the same tag, and publish them, for example as a
 * review.
 */
final class EntityTags {
    private static final RequestKey<Digest> DIGEST = RequestKey.of(Digest::new);

    private EntityTags() {}

    /**
     * Sets the tag of a 200 response unless the handler has set one. Removes the body if the client already has it.
     * Allocates only if the body is a buffer.
     *
     * @throws HttpException 412 if If-Match contains only other tags
     */
    static void tag(Request request, Response response) {
        if (response.status() != HttpStatus.OK) {
            return;
        }
        String own = response.headerValue(HttpHeader.ETAG);
        if (own != null) {
            boolean weak = own.startsWith("W/");
            int from = own.indexOf('"') + 1;
            evaluate(request, response, own.substring(from, Math.max(from, own.length() - 1)), weak);
            return;
        }
        Digest digest = request.scoped(DIGEST);
        if (digest.read(EncodedResponse.of(response))) {
            evaluate(request, response, digest.opaque(), false);
            response.header(HttpHeader.ETAG, digest.tag());
        }
    }

    private static void evaluate(Request request, Response response, CharSequence opaque, boolean weak) {
        switch (Conditions.evaluate(ReceivedRequest.of(request).received(), opaque, weak, HttpDate.NONE)) {
            case PASSED -> {
                // The response is sent unchanged.
            }
            case NOT_MODIFIED ->
                // RFC 9110 section 15.4.5: of the fields of a 200 response, send only those that caches need.
                response.status(HttpStatus.NOT_MODIFIED).discardBody().removeHeader(HttpHeader.CONTENT_TYPE);
            case FAILED ->
                throw new HttpException(HttpStatus.PRECONDITION_FAILED, "The resource is not in the expected state.");
        }
    }

    /** Creates tags. One object serves one request after the other. */
    private static final class Digest implements RequestScoped {
        private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
        private static final int BYTES = 32;
        private static final int TAG_BYTES = 16;
        private static final int TAG_CHARACTERS = 22;

        private final MessageDigest digest = sha256();
        private final byte[] hash = new byte[BYTES];
        private final byte[] start = new byte[TAG_BYTES];
        private final byte[] encoded = new byte[TAG_CHARACTERS];
        private final byte[] quoted = new byte[TAG_CHARACTERS + 2];
        private final Slice tag = new Slice().wrap(quoted, 0, quoted.length);
        private final Slice opaque = new Slice().wrap(quoted, 1, TAG_CHARACTERS);

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        /** Creates the tag of a body. Returns false for a file or a stream, whose bytes are not in memory. */
        boolean read(EncodedResponse response) {
            Content content = response.content();
            if (content instanceof Content.Buffer buffer) {
                update(buffer.bytes());
            } else if (content != null) {
                return false;
            }
            ByteWriter body = response.body();
            digest.update(body.array(), 0, body.length());
            digest.update(response.bytes(), response.bytesFrom(), response.bytesTo() - response.bytesFrom());
            try {
                digest.digest(hash, 0, BYTES);
            } catch (DigestException e) {
                throw new IllegalStateException("A SHA-256 has 32 bytes", e);
            }
            System.arraycopy(hash, 0, start, 0, TAG_BYTES);
            ENCODER.encode(start, encoded);
            System.arraycopy(encoded, 0, quoted, 1, TAG_CHARACTERS);
            quoted[0] = '"';
            quoted[quoted.length - 1] = '"';
            return true;
        }

        private void update(ByteBuf bytes) {
            for (var part : bytes.nioBuffers()) {
                digest.update(part);
            }
        }

        /** Returns the tag with its quotes; valid until the next tag is created. */
        CharSequence tag() {
            return tag.chars();
        }

        /** Returns the tag without quotes; valid until the next tag is created. */
        CharSequence opaque() {
            return opaque.chars();
        }

        @Override
        public void endOfRequest(int retainedBytes) {
            // Nothing to clear: a tag is not secret, and the next tag replaces it.
        }

        @Override
        public int retainedBytes() {
            return 2 * BYTES + TAG_BYTES + TAG_CHARACTERS;
        }
    }
}
