package dev.interlock.benchmarks.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.hook.ReplayRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;

/**
 * Signs in with test accounts. The recording has a pseudonym of each customer's address, and none of the passwords. So
 * each pseudonym gets a test account of its own, which is the same at all targets.
 */
public final class TestAccounts implements ReplayHook {
    private static final String LOGIN = "/v1/auth/login";
    private static final String PASSWORD = "correct horse";
    /** Number of test accounts in the database. */
    private static final int ACCOUNTS = 64;

    private final Map<String, String> accounts = new HashMap<>();

    @Override
    public void beforeRequest(ReplayRequest request) {
        if (request.method().equals("POST") && request.target().equals(LOGIN)) {
            String form = new String(request.body(), UTF_8);
            String account = account(value(form, "email"));
            String body = "email=" + encode(account) + "&password=" + encode(PASSWORD);
            request.setBody(body.getBytes(UTF_8));
        }
    }

    /** Returns the account of a pseudonym. Event loops call this at the same time. */
    synchronized String account(String pseudonym) {
        String known = accounts.get(pseudonym);
        if (known != null) {
            return known;
        }
        if (accounts.size() == ACCOUNTS) {
            throw new IllegalStateException("The recording has more than " + ACCOUNTS + " customers");
        }
        String account = "shopper" + (accounts.size() + 1) + "@example.com";
        accounts.put(pseudonym, account);
        return account;
    }

    /** Returns the value of a field of a form, decoded. */
    static String value(String form, String name) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
            }
        }
        throw new IllegalArgumentException("The form has no field " + name);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
