package dev.interlock.internal.forwarding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.RequestHead;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proxies that the operator trusts, and the fields by which they state the origin of a request. Each proxy appends to a
 * list, so the list is read from its end: an element counts only if a trusted proxy wrote it. Text that a client has
 * put at the start of the list therefore has no effect. Immutable.
 */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), false);

    private static final byte[] FORWARDED = ascii("forwarded");
    private static final byte[] FORWARDED_FOR = ascii("x-forwarded-for");
    private static final byte[] FORWARDED_PROTO = ascii("x-forwarded-proto");
    private static final byte[] FORWARDED_HOST = ascii("x-forwarded-host");

    /**
     * Number of bytes at the end of a list that are read. Trusted proxies wrote the end, and need fewer bytes. A client
     * may have written the rest, and could waste the time of the event loop.
     */
    private static final int MOST_READ = 2048;

    private final List<Network> networks;
    private final boolean standard;

    private TrustedProxies(List<Network> networks, boolean standard) {
        this.networks = List.copyOf(networks);
        this.standard = standard;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /**
     * Creates the proxies of some networks.
     *
     * @param standard whether the proxies set Forwarded (RFC 7239); otherwise they set X-Forwarded-For,
     *     X-Forwarded-Proto and X-Forwarded-Host. Only one kind counts, because a proxy that sets one kind passes on
     *     fields of the other kind from clients
     */
    public static TrustedProxies of(List<Network> networks, boolean standard) {
        return networks.isEmpty() ? NONE : new TrustedProxies(networks, standard);
    }

    /** Returns whether the clients of unix domain sockets are trusted proxies. */
    public boolean trustsUnix() {
        return networks.contains(Network.UNIX);
    }

    /** Returns whether no proxy is trusted. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Returns whether a node is one of the trusted proxies. */
    public boolean trusts(SocketAddress node) {
        if (node instanceof UnixDomainSocketAddress) {
            return trustsUnix();
        }
        if (node instanceof InetSocketAddress address && !address.isUnresolved()) {
            for (Network network : networks) {
                if (network.contains(address.getAddress())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the origin of a request.
     *
     * @param peer address from which the server received the request
     * @return the origin; if the peer is not trusted, the peer is the client
     */
    public Origin originOf(RequestHead head, SocketAddress peer) {
        if (!trusts(peer)) {
            return new Origin(peer, null, null);
        }
        return standard ? standardOrigin(head, peer) : customaryOrigin(head, peer);
    }

    private Origin standardOrigin(RequestHead head, SocketAddress peer) {
        String field = list(head, FORWARDED);
        List<Hop> hops = field.isEmpty() ? List.of() : ForwardedParser.parse(field);
        SocketAddress client = peer;
        String scheme = null;
        String host = null;
        for (int i = hops.size() - 1; i >= 0 && trusts(client); i--) {
            Hop hop = hops.get(i);
            String stated = Hop.knownScheme(hop.scheme());
            scheme = stated == null ? scheme : stated;
            String addressed = Hop.validHost(hop.host());
            host = addressed == null ? host : addressed;
            SocketAddress from = hop.node() == null ? null : IpAddress.node(hop.node());
            if (from == null) {
                break;
            }
            client = from;
        }
        return new Origin(client, scheme, host);
    }

    private Origin customaryOrigin(RequestHead head, SocketAddress peer) {
        List<String> nodes = elements(list(head, FORWARDED_FOR));
        SocketAddress client = peer;
        int hops = 0;
        while (hops < nodes.size() && trusts(client)) {
            hops++;
            SocketAddress from = IpAddress.node(nodes.get(nodes.size() - hops));
            if (from == null) {
                break;
            }
            client = from;
        }
        return new Origin(
                client,
                Hop.knownScheme(stated(head, FORWARDED_PROTO, hops)),
                Hop.validHost(stated(head, FORWARDED_HOST, hops)));
    }

    /**
     * Returns the value from the trusted proxy next to the client. Most proxies set one value; some append to a list.
     *
     * @param hops number of trusted proxies that have appended to the list of addresses
     */
    private static @Nullable String stated(RequestHead head, byte[] name, int hops) {
        List<String> values = elements(list(head, name));
        return values.isEmpty() ? null : values.get(Math.max(0, values.size() - Math.max(1, hops)));
    }

    /** Returns the elements of a list. The list has no quoted strings. */
    private static List<String> elements(String list) {
        List<String> elements = new ArrayList<>();
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String element = list.substring(from, to).strip();
            if (!element.isEmpty()) {
                elements.add(element);
            }
            from = to + 1;
        }
        return elements;
    }

    /**
     * Returns all lines of a field as one list (RFC 9110 section 5.3), or an empty text without lines. Returns only the
     * last whole elements of a long list.
     */
    private static String list(RequestHead head, byte[] name) {
        int field = head.find(name);
        if (field < 0) {
            return "";
        }
        StringBuilder list = new StringBuilder();
        for (; field >= 0; field = head.find(name, field + 1)) {
            int from = head.valueFrom(field);
            list.append(list.isEmpty() ? "" : ", ")
                    .append(new String(head.bytes(), from, head.valueTo(field) - from, ISO_8859_1));
        }
        if (list.length() <= MOST_READ) {
            return list.toString();
        }
        int comma = list.indexOf(",", list.length() - MOST_READ - 1);
        return comma < 0 ? "" : list.substring(comma + 1);
    }
}
