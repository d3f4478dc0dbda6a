package io.dropshiphub.bench;

import java.util.List;

/** {@code --name=value} words of the command line. */
record Options(List<String> words) {

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }

    String text(String name, String otherwise) {
        String start = "--" + name + "=";
        return words.stream()
                .filter(word -> word.startsWith(start))
                .map(word -> word.substring(start.length()))
                .findFirst()
                .orElse(otherwise);
    }
}
