package dev.interlock.benchmarks.servers;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encoded messages of {@code benchmarks/peers/proto/service.proto}. */
final class Messages {
    private static final long USER = 4_711;
    private static final String CURRENCY = "CHF";
    private static final int[] QUANTITIES = {3, 1, 12, 2};
    private static final long[] PRICES = {2_490, 129_900, 15, 7_995};
    private static final String[] TITLES = {
        "Enamel mug, blue", "Espresso machine, two groups", "Paper filter, size 4", "Beans of the month, 1 kg"
    };
    private static final long FIRST_PRODUCT = 80_211;

    /** A NewOrder of about 300 bytes. */
    static final byte[] ORDER = bytes(Messages::writeOrder);

    private Messages() {}

    private interface Message {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static void writeOrder(CodedOutputStream out) throws IOException {
        out.writeInt64(1, USER);
        out.writeString(2, CURRENCY);
        out.writeString(3, "Please leave it with the neighbours on the second floor.");
        out.writeByteArray(4, bytes(Messages::writeAddress));
        for (int i = 0; i < PRICES.length; i++) {
            int line = i;
            out.writeByteArray(5, bytes(nested -> writeLine(nested, line)));
        }
    }

    private static void writeAddress(CodedOutputStream out) throws IOException {
        out.writeString(1, "Ada Lovelace");
        out.writeString(2, "St. James's Square 12");
        out.writeString(3, "London");
        out.writeString(4, "SW1Y 4JH");
        out.writeString(5, "GB");
    }

    private static void writeLine(CodedOutputStream out, int line) throws IOException {
        out.writeInt64(1, FIRST_PRODUCT + line);
        out.writeString(2, TITLES[line]);
        out.writeInt32(3, QUANTITIES[line]);
        out.writeInt64(4, PRICES[line]);
    }

    /** Returns the response of a route without a request body. Omits fields that are 0, as proto3 requires. */
    static byte[] receipt(long id, long total) {
        return receipt(id, 0, 0, total, "EUR");
    }

    /** Returns the response of a route to {@link #ORDER}. */
    static byte[] receiptOfOrder(long id, int route) {
        long total = route;
        for (int i = 0; i < PRICES.length; i++) {
            total += PRICES[i] * QUANTITIES[i];
        }
        return receipt(id, USER, PRICES.length, total, CURRENCY);
    }

    private static byte[] receipt(long id, long user, int lines, long total, String currency) {
        return bytes(out -> {
            if (id != 0) {
                out.writeInt64(1, id);
            }
            if (user != 0) {
                out.writeInt64(2, user);
            }
            if (lines != 0) {
                out.writeInt32(3, lines);
            }
            out.writeInt64(4, total);
            out.writeString(5, currency);
        });
    }

    private static byte[] bytes(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
