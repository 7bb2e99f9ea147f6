package dev.interlock.file;

import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Media types of files by extension. {@link #STANDARD} knows the usual files of web pages. Immutable. */
final class MediaTypeTable {
    static final MediaTypeTable STANDARD = new MediaTypeTable(standard());

    private static final FieldLine UNKNOWN = line("application/octet-stream");

    private final Map<String, FieldLine> types;

    private MediaTypeTable(Map<String, FieldLine> types) {
        this.types = Map.copyOf(types);
    }

    private static FieldLine line(String type) {
        return FieldLine.of(HttpHeader.CONTENT_TYPE, type);
    }

    private static Map<String, FieldLine> standard() {
        Map<String, FieldLine> types = new HashMap<>();
        putAll(types, ";charset=utf-8", """
                text/html html htm
                text/css css
                text/javascript js mjs
                text/plain txt text log
                text/markdown md
                text/csv csv
                text/calendar ics
                text/vtt vtt
                application/xml xml xsd xsl""");
        putAll(types, "", """
                application/json json map
                application/ld+json jsonld
                application/manifest+json webmanifest
                application/schema+json schema
                application/yaml yaml yml
                application/rss+xml rss
                application/atom+xml atom
                application/xhtml+xml xhtml
                application/wasm wasm
                application/pdf pdf
                application/zip zip
                application/gzip gz tgz
                application/zstd zst
                application/x-tar tar
                application/x-7z-compressed 7z
                application/java-archive jar
                application/rtf rtf
                application/epub+zip epub
                application/msword doc
                application/vnd.ms-excel xls
                application/vnd.ms-powerpoint ppt
                application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
                application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
                application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
                application/vnd.oasis.opendocument.text odt
                application/vnd.oasis.opendocument.spreadsheet ods
                image/svg+xml svg
                image/png png
                image/apng apng
                image/jpeg jpg jpeg
                image/gif gif
                image/webp webp
                image/avif avif
                image/bmp bmp
                image/tiff tif tiff
                image/vnd.microsoft.icon ico
                font/woff woff
                font/woff2 woff2
                font/ttf ttf
                font/otf otf
                audio/mpeg mp3
                audio/mp4 m4a
                audio/aac aac
                audio/ogg oga ogg opus
                audio/wav wav
                audio/flac flac
                audio/webm weba
                video/mp4 mp4 m4v
                video/webm webm
                video/ogg ogv
                video/quicktime mov
                video/x-msvideo avi
                video/mp2t ts
                application/vnd.apple.mpegurl m3u8""");
        return types;
    }

    /** Adds types from lines that each consist of a type and its extensions. */
    private static void putAll(Map<String, FieldLine> types, String parameters, String lines) {
        for (String line : lines.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            FieldLine type = line(words[0] + parameters);
            for (int i = 1; i < words.length; i++) {
                types.put(words[i], type);
            }
        }
    }

    /** Returns the same table with another type for an extension. */
    MediaTypeTable with(String extension, String type) {
        Map<String, FieldLine> changed = new HashMap<>(types);
        changed.put(extension.toLowerCase(Locale.ROOT), line(type));
        return new MediaTypeTable(changed);
    }

    /**
     * Returns the Content-Type line of the file at a path; {@code application/octet-stream} if the extension is
     * unknown.
     */
    FieldLine typeOf(String path) {
        int dot = path.lastIndexOf('.');
        int slash = path.lastIndexOf('/');
        String extension = dot > slash ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        return types.getOrDefault(extension, UNKNOWN);
    }
}
