package dev.interlock.replay.rewrite;

import dev.interlock.replay.hook.ReplayRequest;
import dev.interlock.replay.traffic.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Request to a target. Hooks may change it. Confined to one event loop. */
public final class OutgoingRequest implements ReplayRequest {
    private static final Pattern TARGET = Pattern.compile("/[!-~\\x80-\\xff]*|\\*");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private final String targetName;
    private final String method;
    private final String route;
    private final List<Field> fields;
    private String target;
    private byte[] body;

    OutgoingRequest(String targetName, String method, String route, String target, List<Field> fields, byte[] body) {
        this.targetName = targetName;
        this.method = method;
        this.route = route;
        this.target = target;
        this.fields = new ArrayList<>(fields);
        this.body = body;
    }

    @Override
    public String targetName() {
        return targetName;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public void setTarget(String target) {
        if (!isTarget(target)) {
            throw new IllegalArgumentException("not a target in origin-form: " + target);
        }
        this.target = target;
    }

    /** Whether a target is in origin-form or asterisk-form. Other targets could break the request line. */
    public static boolean isTarget(String target) {
        return TARGET.matcher(target).matches();
    }

    @Override
    public @Nullable String header(String name) {
        return Field.first(fields, name);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a field name: " + name);
        }
        if (value != null && !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("control characters in the value of " + name);
        }
        fields.removeIf(field -> field.isNamed(name));
        if (value != null) {
            fields.add(new Field(name, value));
        }
    }

    /** Whether a field can be sent. */
    static boolean isSendable(Field field) {
        return TOKEN.matcher(field.name()).matches()
                && VALUE.matcher(field.value()).matches();
    }

    public List<Field> fields() {
        return fields;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public void setBody(byte[] body) {
        this.body = body;
    }
}
