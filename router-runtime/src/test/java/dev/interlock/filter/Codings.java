package dev.interlock.filter;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import dev.interlock.brotli.Brotli;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Encodes and decodes content with other implementations than the server's. */
final class Codings {
    private Codings() {}

    /** Calls brotli4j. This class is loaded only if brotli4j is present. */
    private static final class Library {
        static OutputStream encoder(OutputStream into) throws IOException {
            return new BrotliOutputStream(into);
        }

        static InputStream decoder(InputStream from) throws IOException {
            return new BrotliInputStream(from);
        }
    }

    /** Returns the codings that are available on this machine. */
    static String[] all() {
        return Brotli.isAvailable() ? new String[] {"gzip", "deflate", "br"} : new String[] {"gzip", "deflate"};
    }

    /** Returns a filter that encodes. It supports Brotli if this machine does. */
    static Compression compression() {
        Compression standard = Compression.standard();
        return Brotli.isAvailable() ? standard.coding(Brotli.standard()) : standard;
    }

    /** Returns a filter that decodes all codings of {@link #all}. */
    static Decompression decompression() {
        Decompression standard = Decompression.standard();
        return Brotli.isAvailable() ? standard.with(Brotli.standard()) : standard;
    }

    static byte[] encode(String coding, byte[] content) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (OutputStream into = encoder(coding, encoded)) {
            into.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return encoded.toByteArray();
    }

    private static OutputStream encoder(String coding, OutputStream into) throws IOException {
        return switch (coding) {
            case "gzip" -> new GZIPOutputStream(into);
            case "deflate" -> new DeflaterOutputStream(into);
            case "raw deflate" -> new DeflaterOutputStream(into, new Deflater(6, true));
            case "br" -> Library.encoder(into);
            default -> throw new IllegalArgumentException(coding);
        };
    }

    static byte[] decode(String coding, byte[] encoded) {
        InputStream in = new ByteArrayInputStream(encoded);
        try (InputStream from = coding.equals("br") ? Library.decoder(in) : new GZIPInputStream(in)) {
            return from.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
