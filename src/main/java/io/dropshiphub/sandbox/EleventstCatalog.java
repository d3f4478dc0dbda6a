package io.dropshiphub.sandbox;

import io.dropshiphub.sandbox.wire.Routes;
import io.dropshiphub.sandbox.wire.WireReply;
import java.util.List;
import java.util.Map;

/** 11st's reference data in small (11st Seller API guide, categories and addresses). */
final class EleventstCatalog {

    private static final String NAMESPACE =
            " xmlns:ns2=\"http://skt.tmall.business.openapi.spring.service.client.domain/\"";

    private record Category(long number, String name, long parent) {}

    /** A sample of the 15,000 rows of the real list. */
    private static final List<Category> CATEGORIES = List.of(
            new Category(1001300, "주방용품", 0),
            new Category(1001301, "잔/컵", 1001300),
            new Category(1012334, "텀블러", 1001301),
            new Category(1012335, "머그컵", 1001301),
            new Category(1001400, "여성의류", 0),
            new Category(1011634, "티셔츠", 1001400));

    private final Map<String, SandboxAccounts.Eleventst> sellers;

    EleventstCatalog(Map<String, SandboxAccounts.Eleventst> sellers) {
        this.sellers = sellers;
    }

    /** The list is a sample, so every other number of the real shape counts as a leaf; its branches do not. */
    static boolean isLeaf(long number) {
        return number > 0 && number <= 9_999_999 && CATEGORIES.stream().noneMatch(row -> row.parent == number);
    }

    /** Needs no key. */
    WireReply categories(Routes.Call call) {
        long wanted = call.variables().length == 0 ? 0 : call.number(0);
        StringBuilder xml =
                new StringBuilder("<ns2:categorys").append(NAMESPACE).append('>');
        for (Category row : CATEGORIES) {
            if (wanted == 0 || row.number == wanted || row.parent == wanted) {
                xml.append("<ns2:category><depth>").append(row.parent == 0 ? 1 : 2);
                xml.append("</depth><dispNm>").append(row.name);
                xml.append("</dispNm><dispNo>").append(row.number);
                xml.append("</dispNo><parentDispNo>").append(row.parent);
                xml.append("</parentDispNo><leafYn>").append(isLeaf(row.number) ? 'Y' : 'N');
                xml.append("</leafYn></ns2:category>");
            }
        }
        return EleventstXml.reply(200, xml.append("</ns2:categorys>").toString());
    }

    WireReply outbound(Routes.Call call) {
        return address("기본 출고지", sellers.get(call.account()).outAddress());
    }

    WireReply inbound(Routes.Call call) {
        return address("기본 반품지", sellers.get(call.account()).inAddress());
    }

    private static WireReply address(String name, long sequence) {
        return EleventstXml.reply(
                200,
                "<ns2:inOutAddresss" + NAMESPACE + "><ns2:inOutAddress><addr>서울특별시 강남구 테헤란로 1 1층</addr><addrNm>"
                        + name + "</addrNm><addrSeq>" + sequence
                        + "</addrSeq><gnrlTlphnNo>02-1234-5678</gnrlTlphnNo><prtblTlphnNo>010-1234-5678</prtblTlphnNo>"
                        + "<rcvrNm>홍길동</rcvrNm></ns2:inOutAddress><result_message>SUCCESS</result_message>"
                        + "</ns2:inOutAddresss>");
    }
}
