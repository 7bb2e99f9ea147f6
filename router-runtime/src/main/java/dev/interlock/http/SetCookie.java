package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.syntax.Tokens;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.cookie.CookieHeaderNames;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cookie to set (RFC 6265bis). By default, browsers send it only over TLS, and scripts cannot read it. By default
 * ({@code SameSite=Lax}), requests from other sites include it only if the user follows a link to this site, and not
 * for POST forms or images. It is valid for every path of this host until the browser is closed. Each method that sets
 * an attribute returns a copy. Immutable.
 *
 * <pre>{@code
 * response.cookie(SetCookie.of("__Host-session", token).maxAge(Duration.ofHours(8)));
 * response.cookie(SetCookie.delete("__Host-session"));
 * }</pre>
 *
 * <p>If browsers would reject the cookie, the method that returns it throws {@link IllegalArgumentException}. The
 * message states the necessary change.
 */
public final class SetCookie {
    /** Limit on the bytes of name and value together. Browsers reject longer cookies (RFC 6265bis section 5.6). */
    private static final int MOST_BYTES = 4096;

    /** Limit on the bytes of an attribute. Browsers ignore longer attributes (RFC 6265bis section 5.6). */
    private static final int MOST_ATTRIBUTE_BYTES = 1024;

    private static final String SECURE_PREFIX = "__secure-";
    private static final String HOST_PREFIX = "__host-";

    private final String name;
    private final String value;
    private boolean httpOnly = true;
    private boolean secure = true;
    private boolean partitioned;
    private CookieHeaderNames.SameSite sameSite = CookieHeaderNames.SameSite.Lax;
    private @Nullable String path = "/";
    private @Nullable String domain;
    private @Nullable Duration maxAge;
    private @Nullable Instant expires;

    private SetCookie(String name, String value) {
        this.name = name;
        this.value = value;
    }

    /**
     * Creates a cookie.
     *
     * @param name a token (RFC 9110 section 5.6.2)
     * @param value visible ASCII without quotes, comma, semicolon and backslash (RFC 6265bis section 4.1.1)
     */
    public static SetCookie of(String name, String value) {
        byte[] octets = name.getBytes(UTF_8);
        if (!Tokens.isToken(octets, 0, octets.length)) {
            throw refused(name, "has a name that is not a token", "use letters, digits, - and _");
        }
        try {
            ServerCookieEncoder.STRICT.encode(name, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The cookie '" + name + "' cannot be set: " + e.getMessage()
                    + ". Tip: write the value in base64url, or percent-encode it");
        }
        if (name.length() + value.length() > MOST_BYTES) {
            throw refused(
                    name, "has more than " + MOST_BYTES + " bytes", "store the value on the server, and send a key");
        }
        return new SetCookie(name, value);
    }

    /**
     * Creates a cookie that makes browsers delete the cookie with this name. It has an empty value and an expiry in the
     * past. Set the same path and domain as for the cookie to delete.
     */
    public static SetCookie delete(String name) {
        return of(name, "").maxAge(Duration.ZERO);
    }

    /** Sets whether the cookie is hidden from scripts; true by default. */
    public SetCookie httpOnly(boolean on) {
        SetCookie copy = copy();
        copy.httpOnly = on;
        return copy.checked();
    }

    /** Sets whether the cookie is sent only over TLS; true by default. Browsers treat {@code localhost} as secure. */
    public SetCookie secure(boolean on) {
        SetCookie copy = copy();
        copy.secure = on;
        return copy.checked();
    }

    /** Returns a copy that no request from another site includes, not even if the user follows a link to this site. */
    public SetCookie sameSiteStrict() {
        return sameSite(CookieHeaderNames.SameSite.Strict);
    }

    /** Returns a copy that all requests from other sites include. Only allowed for a secure cookie. */
    public SetCookie sameSiteNone() {
        return sameSite(CookieHeaderNames.SameSite.None);
    }

    private SetCookie sameSite(CookieHeaderNames.SameSite requests) {
        SetCookie copy = copy();
        copy.sameSite = requests;
        return copy.checked();
    }

    /** Sets the path under which the cookie is sent; {@code /} by default. */
    public SetCookie path(String prefix) {
        SetCookie copy = copy();
        copy.path = prefix;
        return copy.checked();
    }

    /**
     * Also sends the cookie to the subdomains of {@code host}, such as {@code example.com}. By default, only the host
     * that sets the cookie gets it.
     */
    public SetCookie domain(String host) {
        SetCookie copy = copy();
        copy.domain = host;
        return copy.checked();
    }

    /**
     * Sets the lifetime in whole seconds; zero deletes the cookie. By default, the cookie lives until the browser is
     * closed. Browsers allow 400 days at most.
     */
    public SetCookie maxAge(Duration time) {
        SetCookie copy = copy();
        copy.maxAge = time;
        return copy.checked();
    }

    /**
     * Sets the end of the lifetime, in whole seconds. {@link #maxAge} takes precedence, and does not depend on the
     * browser's clock.
     */
    public SetCookie expires(Instant time) {
        SetCookie copy = copy();
        copy.expires = time;
        return copy.checked();
    }

    /** Sets whether browsers keep a separate cookie for each site that embeds this site (CHIPS); false by default. */
    public SetCookie partitioned(boolean on) {
        SetCookie copy = copy();
        copy.partitioned = on;
        return copy.checked();
    }

    private SetCookie copy() {
        SetCookie copy = new SetCookie(name, value);
        copy.httpOnly = httpOnly;
        copy.secure = secure;
        copy.partitioned = partitioned;
        copy.sameSite = sameSite;
        copy.path = path;
        copy.domain = domain;
        copy.maxAge = maxAge;
        copy.expires = expires;
        return copy;
    }

    private SetCookie checked() {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean host = lower.startsWith(HOST_PREFIX);
        if (!secure && (host || lower.startsWith(SECURE_PREFIX))) {
            throw refused(name, "must be secure because of its name", "use another name, or keep it secure");
        }
        if (!secure && sameSite == CookieHeaderNames.SameSite.None) {
            throw refused(name, "must be secure to be sent with requests from all sites", "keep it secure");
        }
        if (!secure && partitioned) {
            throw refused(name, "must be secure to be partitioned", "keep it secure");
        }
        if (host && (domain != null || !"/".equals(path))) {
            throw refused(
                    name,
                    "must not have a domain or another path than / because of its name",
                    "use another name, or do not set domain and path");
        }
        checkText("path", path);
        checkText("domain", domain);
        if (path != null && !path.startsWith("/")) {
            throw refused(name, "has a path that does not begin with a slash", "write / or a path such as /orders");
        }
        if (maxAge != null && maxAge.isNegative()) {
            throw refused(name, "has a negative age", "SetCookie.delete(\"" + name + "\") deletes it");
        }
        return this;
    }

    private void checkText(String attribute, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (text.isEmpty() || text.length() > MOST_ATTRIBUTE_BYTES) {
            throw refused(
                    name, "has an empty or too long " + attribute, "it may have " + MOST_ATTRIBUTE_BYTES + " bytes");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';') {
                throw refused(
                        name,
                        "has a " + attribute + " with a character that is not allowed there",
                        "percent-encode it, or use punycode for a host");
            }
        }
    }

    private static IllegalArgumentException refused(String name, String mistake, String tip) {
        return new IllegalArgumentException("The cookie '" + name + "' " + mistake + ". Tip: " + tip);
    }

    /** Returns the value of the Set-Cookie field, created by Netty's strict encoder. */
    @Override
    public String toString() {
        DefaultCookie cookie = new DefaultCookie(name, value);
        cookie.setHttpOnly(httpOnly);
        cookie.setSecure(secure);
        cookie.setPartitioned(partitioned);
        cookie.setSameSite(sameSite);
        cookie.setPath(path);
        cookie.setDomain(domain);
        if (maxAge != null) {
            cookie.setMaxAge(maxAge.toSeconds());
        }
        String encoded = ServerCookieEncoder.STRICT.encode(cookie);
        // Netty's encoder cannot set Expires without Max-Age, so Expires is appended here.
        return expires == null || maxAge != null
                ? encoded
                : encoded + "; Expires=" + DateFormatter.format(Date.from(expires));
    }
}
