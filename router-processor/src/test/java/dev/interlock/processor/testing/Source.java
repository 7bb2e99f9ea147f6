package dev.interlock.processor.testing;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.SimpleJavaFileObject;

/** A source file that exists only in memory. */
public final class Source extends SimpleJavaFileObject {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|@?interface|record|enum)\\s+(\\w+)");
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("\\bpublic\\s+(?:\\w+\\s+)*?(?:class|@?interface|record|enum)\\s+(\\w+)");

    private final String text;

    private Source(String path, String text) {
        super(URI.create("memory:///" + path), Kind.SOURCE);
        this.text = text;
    }

    /**
     * Returns a file for a text. The file is named after its first public type. If no type is public, it is named after
     * its first type.
     */
    public static Source of(String text) {
        Matcher declared = PACKAGE.matcher(text);
        String folder = declared.find() ? declared.group(1).replace('.', '/') + "/" : "";
        return new Source(folder + fileName(text) + ".java", text);
    }

    /** Returns a file in a package. The file is named after its type. */
    public static Source of(String packageName, String type, String text) {
        return new Source(packageName.replace('.', '/') + "/" + type + ".java", text);
    }

    private static String fileName(String text) {
        Matcher type = PUBLIC_TYPE.matcher(text);
        if (type.find()) {
            return type.group(1);
        }
        Matcher first = TYPE.matcher(text);
        String withoutType = text.stripLeading().startsWith("module ") ? "module-info" : "package-info";
        return first.find() ? first.group(1) : withoutType;
    }

    /** Returns the file name without folders. */
    public String name() {
        return toUri().getPath().substring(toUri().getPath().lastIndexOf('/') + 1);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
