package dev.interlock.agreement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.SeenRequest.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Checks that our reader and Netty's strict decoder read the same requests from any bytes. There are two exceptions:
 * our reader rejects some requests for a {@linkplain StricterThanNetty documented reason}, and accepts some for a
 * reason of {@link LaxerThanNetty}. The result must not depend on the pieces in which the bytes arrive.
 */
final class Agreement {
    private final String wire;
    private final Reading ours;
    private final Reading netty;

    private Agreement(byte[] wire) {
        this.wire = new String(wire, ISO_8859_1);
        ours = WireReader.read(wire);
        netty = NettyReader.read(wire);
    }

    /**
     * Checks the bytes of one connection.
     *
     * @return documented reasons for differences; empty if both readers agree
     * @throws AssertionError if the readers differ for no documented reason, or the result depends on the pieces
     */
    static List<? extends Enum<?>> check(byte[] wire) {
        Agreement agreement = new Agreement(wire);
        agreement.checkFragments(wire);
        return agreement.checkRequests();
    }

    private void checkFragments(byte[] wire) {
        checkFragments("octet by octet", WireReader.read(wire, () -> 1));
        // The pieces are random, but always the same for the same bytes.
        Random lengths = new Random(Arrays.hashCode(wire));
        checkFragments("in pieces", WireReader.read(wire, () -> 1 + lengths.nextInt(1 + lengths.nextInt(64))));
    }

    private void checkFragments(String way, Reading reading) {
        if (!reading.equals(ours)) {
            throw new AssertionError("%s\n%s: %s\nwhole: %s".formatted(wire(), way, reading, ours));
        }
    }

    private List<? extends Enum<?>> checkRequests() {
        int start = 0;
        for (int i = 0; i < ours.requests().size(); i++) {
            SeenRequest seen = ours.requests().get(i);
            if (i == netty.requests().size()
                    || !seen.equals(expected(netty.requests().get(i)))) {
                // After a message that the readers read differently, the rest cannot be compared.
                return required(laxerReasons(seen, start), i);
            }
            start = seen.end();
        }
        int next = ours.requests().size();
        return next == netty.requests().size()
                ? List.of()
                : required(stricterReasons(netty.requests().get(next), start), next);
    }

    private <T extends Enum<T>> List<T> required(List<T> reasons, int request) {
        if (reasons.isEmpty()) {
            throw new AssertionError("%s\nrequest %s\nNetty: %s\n ours: %s"
                    .formatted(wire(), request, described(netty, request), described(ours, request)));
        }
        return reasons;
    }

    private static String described(Reading reading, int index) {
        return index < reading.requests().size() ? reading.requests().get(index).toString() : reading.end();
    }

    /** Returns the request that our reader must read if Netty reads {@code theirs}. */
    private static SeenRequest expected(SeenRequest theirs) {
        String authority = TargetParts.of(theirs.method(), theirs.target()).authority();
        if (authority.isEmpty()) {
            return theirs;
        }
        // RFC 9112 section 3.2.2: the authority of the target replaces the Host field.
        List<Field> fields = new ArrayList<>();
        for (Field field : theirs.fields()) {
            fields.add(field.is("host") ? new Field(field.name(), authority) : field);
        }
        return theirs.withFields(fields);
    }

    private List<LaxerThanNetty> laxerReasons(SeenRequest seen, int start) {
        RawRequest raw = RawRequest.of(wire.substring(start, seen.end()));
        return Stream.of(LaxerThanNetty.values())
                .filter(reason -> reason.holds(raw, seen))
                .toList();
    }

    private List<StricterThanNetty> stricterReasons(SeenRequest theirs, int start) {
        RawRequest raw = RawRequest.of(wire.substring(start, theirs.end()));
        return Stream.of(StricterThanNetty.values())
                .filter(reason -> reason.holds(ours.end(), raw, theirs))
                .toList();
    }

    private String wire() {
        return "\"" + wire.replace("\r", "\\r").replace("\n", "\\n") + "\"";
    }
}
