package dev.interlock.internal.syntax;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.HostGrammar;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the parser of {@code uri-host [ ":" port ]} with the grammar of RFC 3986 section 3.2.2. */
final class AuthorityTest {
    /** Characters and pieces; many combinations of them are almost addresses. */
    private static final List<String> WORDS = List.of(
            "::",
            ":",
            "1",
            "ab",
            "ffff",
            "12345",
            "g",
            ".",
            "1.2.3.4",
            "255.0.0.255",
            "1.2.3.256",
            "01",
            "[",
            "]",
            "[v1.",
            "v",
            "%",
            "%4",
            "%41",
            "%zz",
            "~",
            "a.example",
            "8080",
            "@",
            "/",
            "\u00e9");

    private static final List<String> ADDRESS_WORDS = List.of("::", ":", "1:", "ffff:", ":0", "a", "1.2.3.4", "12.");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.example:80",
                "a:",
                "127.0.0.1:8080",
                "1.2.3.4.5",
                "256.1.1.1",
                "a_b",
                "%41",
                "a%c3%a9:1",
                "[::]",
                "[::1]:80",
                "[1::]",
                "[2001:db8::8:800:200c:417a]",
                "[1:2:3:4:5:6:7:8]",
                "[1:2:3:4:5:6:7::]",
                "[::2:3:4:5:6:7:8]",
                "[::1.2.3.4]",
                "[1:2:3:4:5:6:1.2.3.4]",
                "[::ffff:255.255.255.255]",
                "[ABCD:ef01::]",
                "[v1.a]",
                "[VFf.a:b~c]:1"
            })
    void acceptsHosts(String host) {
        check(host, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "%",
                "%4",
                "a%4",
                "%zz",
                "a%",
                "a%4g",
                "a:80:80",
                "a:1a",
                "a:123456",
                "[",
                "]",
                "[]",
                "[.]",
                "[1]",
                "[:]",
                "[:::]",
                "[1:::2]",
                "[::1::]",
                "[1.2.3.4]",
                "[1:2:3:4:5:6:7]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4:5:6:7:8::]",
                "[1:2:3:4::5:6:7:8]",
                "[::1",
                "[::1]a",
                "[::1]:a",
                "[::12345]",
                "[::g]",
                "[1:]",
                "[:1]",
                "[1:2:3:4:5:6:7:1.2.3.4]",
                "[::1.2.3]",
                "[::1.2.3.4.5]",
                "[::256.1.1.1]",
                "[::01.1.1.1]",
                "[::1.2.3.4:1]",
                "[fe80::1%25en0]",
                "[fe80::1%en0]",
                "[v.a]",
                "[v1.]",
                "[v1]",
                "[vg.a]",
                "[v1.a/b]",
                "[v1.%41]",
                "u@a",
                "[::1]@a",
                "a/b",
                "a b",
                "a\\b"
            })
    void refusesWhatIsNoHost(String host) {
        check(host, false);
    }

    @Property(tries = 3000)
    void agreesWithGrammarOnWords(@ForAll("hosts") String host) {
        check(host, HostGrammar.AUTHORITY.matcher(host).matches());
    }

    @Property(tries = 3000)
    void agreesWithGrammarOnAddresses(@ForAll("addresses") String address) {
        String host = "[" + address + "]";
        check(host, HostGrammar.AUTHORITY.matcher(host).matches());
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of(WORDS).list().ofMaxSize(8).map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of(ADDRESS_WORDS).list().ofMinSize(1).ofMaxSize(10).map(words -> String.join("", words));
    }

    /** Validates a host within other bytes, which must not affect the result. */
    private static void check(String host, boolean valid) {
        byte[] bytes = ("[1" + host + "2]").getBytes(ISO_8859_1);
        assertWithMessage(host)
                .that(Authority.isValid(bytes, 2, bytes.length - 2))
                .isEqualTo(valid);
    }
}
