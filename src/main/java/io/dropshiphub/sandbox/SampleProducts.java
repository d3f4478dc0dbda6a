package io.dropshiphub.sandbox;

/** A product in the form that Coupang takes, for measuring. */
final class SampleProducts {

    private SampleProducts() {}

    static String coupang(SandboxAccounts.Coupang vendor, String sku) {
        return """
                {"displayCategoryCode":56137,"sellerProductName":"스테인리스 텀블러 500ml %1$s","vendorId":"%2$s",
                "saleStartedAt":"2026-01-01T00:00:00","saleEndedAt":"2099-12-31T23:59:59",
                "displayProductName":"스테인리스 텀블러 500ml","generalProductName":"텀블러","productGroup":"",
                "deliveryMethod":"SEQUENCIAL","deliveryCompanyCode":"CJGLS","deliveryChargeType":"FREE",
                "deliveryCharge":0,"freeShipOverAmount":0,"deliveryChargeOnReturn":2500,"returnCharge":2500,
                "remoteAreaDeliverable":"N","unionDeliveryType":"NOT_UNION_DELIVERY","returnCenterCode":"%4$s",
                "returnChargeName":"기본 반품지","companyContactNumber":"02-1234-5678","returnZipCode":"06164",
                "returnAddress":"서울특별시 강남구 테헤란로 1","returnAddressDetail":"1층",
                "outboundShippingPlaceCode":%5$d,"vendorUserId":"%3$s","requested":true,
                "items":[{"itemName":"단품","originalPrice":15000,"salePrice":12900,"maximumBuyCount":100,
                "maximumBuyForPerson":0,"maximumBuyForPersonPeriod":1,"outboundShippingTimeDay":2,"unitCount":0,
                "adultOnly":"EVERYONE","taxType":"TAX","parallelImported":"NOT_PARALLEL_IMPORTED",
                "overseasPurchased":"NOT_OVERSEAS_PURCHASED","pccNeeded":false,"externalVendorSku":"%1$s",
                "certifications":[{"certificationType":"NOT_REQUIRED","certificationCode":""}],
                "searchTags":["텀블러","보온"],
                "images":[{"imageOrder":0,"imageType":"REPRESENTATION","vendorPath":"http://127.0.0.1:18080/sandbox/images/tumbler.jpg"}],
                "notices":[{"noticeCategoryName":"기타 재화","noticeCategoryDetailName":"품명 및 모델명","content":"텀블러"},
                {"noticeCategoryName":"기타 재화","noticeCategoryDetailName":"인증/허가 사항","content":"해당 없음"},
                {"noticeCategoryName":"기타 재화","noticeCategoryDetailName":"제조국(원산지)","content":"대한민국"},
                {"noticeCategoryName":"기타 재화","noticeCategoryDetailName":"제조자(수입자)","content":"상세페이지 참조"},
                {"noticeCategoryName":"기타 재화","noticeCategoryDetailName":"소비자상담 관련 전화번호","content":"02-1234-5678"}],
                "attributes":[{"attributeTypeName":"수량","attributeValueName":"1개","exposed":"EXPOSED"}],
                "contents":[{"contentsType":"TEXT","contentDetails":[{"content":"<p>가볍고 튼튼한 텀블러</p>","detailType":"TEXT"}]}]}]}
                """.formatted(
                        sku, vendor.vendorId(), vendor.vendorUserId(), vendor.returnCenter(), vendor.outboundPlace());
    }
}
