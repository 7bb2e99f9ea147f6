package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;

/** Writes source files. */
public final class SourceFiles {
    private SourceFiles() {}

    /** Returns the qualified name of the class in a file. */
    public static String name(JavaFile file) {
        return ClassName.get(file.packageName(), file.typeSpec().name()).canonicalName();
    }

    /** Writes a file under the name of its class. */
    public static void write(JavaFile file, Filer filer) throws IOException {
        write(file, name(file), filer);
    }

    /**
     * Writes a file with a single call of the writer. JavaPoet would call the writer for each word, and the writer of a
     * compiler would encode each word separately.
     *
     * @param name name of the class, or {@code module/class} if several modules have a class of this name
     */
    public static void write(JavaFile file, String name, Filer filer) throws IOException {
        String text = file.toString();
        Element[] origins = file.typeSpec().originatingElements().toArray(Element[]::new);
        try (Writer writer = filer.createSourceFile(name, origins).openWriter()) {
            writer.write(text);
        }
    }
}
