package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.brotli.Brotli;
import dev.interlock.http.HttpException;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Encodes and decodes random contents. The encoded bytes are whole, in pieces, truncated or damaged. */
final class CodingPropertyTest {
    private static final int TRIES = 300;

    private static final List<BodyEncoder> ENCODERS = encoders();

    private static List<BodyEncoder> encoders() {
        List<BodyEncoder> encoders = new ArrayList<>(List.of(new GzipEncoder(5)));
        if (Brotli.isAvailable()) {
            encoders.add(BodyEncoder.of(Brotli.standard()));
        }
        return encoders;
    }

    /** Returns contents that range from noise to repetition. */
    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(600);
        Arbitrary<byte[]> repetition = Arbitraries.bytes()
                .between((byte) 0, (byte) 3)
                .array(byte[].class)
                .ofMaxSize(20)
                .map(part -> {
                    byte[] all = new byte[part.length * 40];
                    for (int i = 0; i < all.length; i++) {
                        all[i] = part[i % part.length];
                    }
                    return all;
                });
        return Arbitraries.oneOf(noise, repetition);
    }

    @Provide
    Arbitrary<String> codings() {
        return Arbitraries.of(Codings.all());
    }

    @Property(tries = TRIES)
    void wholeBodiesRoundTrip(@ForAll("contents") byte[] content) {
        for (BodyEncoder encoder : ENCODERS) {
            EncodedResponse response = new EncodedResponse();
            int half = content.length / 2;
            response.bytes(content, half, content.length).body().append(content, 0, half);
            assertThat(WholeBody.encode(response, encoder, true)).isTrue();
            Content.Buffer encoded = (Content.Buffer) Objects.requireNonNull(response.content());
            assertThat(Codings.decode(encoder.coding(), ByteBufUtil.getBytes(encoded.bytes())))
                    .isEqualTo(content);
            response.reset();
        }
    }

    @Property(tries = TRIES)
    void flushedBytesCanBeDecoded(@ForAll("contents") byte[] content, @ForAll("contents") byte[] more)
            throws IOException {
        for (BodyEncoder encoder : ENCODERS) {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            try (OutputStream into = encoder.encode(encoded);
                    BodyInflater inflater = inflater(encoder.coding())) {
                into.write(content);
                into.flush();
                inflater.add(Unpooled.wrappedBuffer(encoded.toByteArray()));
                assertThat(all(inflater)).isEqualTo(content);
                into.write(more);
            }
        }
    }

    @Property(tries = TRIES)
    void decodesAnyCuts(
            @ForAll("contents") byte[] content, @ForAll("codings") String coding, @ForAll("contents") byte[] cuts) {
        byte[] encoded = Codings.encode(coding, content);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        try (BodyInflater inflater = inflater(coding)) {
            int at = 0;
            for (int i = 0; at < encoded.length; i++) {
                int size = cuts.length == 0 ? encoded.length : 1 + (cuts[i % cuts.length] & 0x7f);
                int to = Math.min(encoded.length, at + size);
                inflater.add(Unpooled.wrappedBuffer(encoded, at, to - at));
                decoded.writeBytes(all(inflater));
                at = to;
            }
            inflater.end();
            decoded.writeBytes(all(inflater));
        }
        assertThat(decoded.toByteArray()).isEqualTo(content);
    }

    @Property(tries = 30)
    void rejectsTruncatedBody(@ForAll("contents") byte[] content, @ForAll("codings") String coding) {
        byte[] encoded = Codings.encode(coding, Arrays.copyOf(content, Math.min(content.length, 100)));
        for (int length = 1; length < encoded.length; length++) {
            assertWithMessage("%s cut to %s of %s", coding, length, encoded.length)
                    .that(statusOf(coding, Arrays.copyOf(encoded, length)))
                    .isEqualTo(400);
        }
    }

    @Property(tries = TRIES)
    void damagedBodyIsRejectedOrDiffers(
            @ForAll("contents") byte[] content, @ForAll("codings") String coding, @ForAll int at, @ForAll byte octet) {
        byte[] encoded = Codings.encode(coding, content);
        encoded[Math.floorMod(at, encoded.length)] = octet;
        assertThat(statusOf(coding, encoded)).isAnyOf(200, 400, 413);
    }

    /** Returns 200, or the status of the rejection. Any other exception fails the test. */
    private static int statusOf(String coding, byte[] encoded) {
        try (BodyInflater inflater = inflater(coding)) {
            inflater.add(Unpooled.wrappedBuffer(encoded));
            all(inflater);
            inflater.end();
            all(inflater);
            return 200;
        } catch (HttpException e) {
            return e.status();
        }
    }

    private static BodyInflater inflater(String coding) {
        Coding named = switch (coding) {
            case "gzip" -> Coding.GZIP;
            case "deflate" -> Coding.DEFLATE;
            default -> Coding.of(Brotli.standard());
        };
        return new BodyInflater(named, new DecodedSizeLimit(1_000_000, 10_000));
    }

    private static byte[] all(BodyInflater inflater) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuf part = inflater.next(); part != null; part = inflater.next()) {
            all.writeBytes(ByteBufUtil.getBytes(part));
            part.release();
        }
        return all.toByteArray();
    }
}
