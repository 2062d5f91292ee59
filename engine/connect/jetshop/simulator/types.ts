// The request types of the eight operations, member by member: what the service can read, and what
// its WSDL says.

/**
 * xsd types; "?" may be nil; a name is another type here; "[]" is a list whose items are elements
 * of the type's name.
 */
export interface Members {
  readonly [member: string]: string
}

const PRODUCT: Members = {
  ArticleNumber: 'string',
  Culture: 'string',
  DescriptionUrl: 'string',
  DiscountEndDate: 'dateTime',
  DiscountStartDate: 'dateTime',
  DiscountedPrice: 'decimal',
  EanCode: 'string',
  FreightClassId: 'int',
  HasAttributes: 'boolean',
  HasSpecification: 'boolean',
  HidePrice: 'boolean',
  HideProduct: 'boolean',
  ImagesXml: 'string',
  IsSynchronized: 'int',
  Manufacturer: 'string',
  ManufacturerArtnr: 'string',
  ManufacturerModel: 'string',
  MetaDescription: 'string',
  MetaKeywords: 'string',
  Name: 'string',
  PageTitle: 'string',
  Price: 'decimal',
  PriceListChangeInheritPricePercent: 'decimal?',
  PriceListIdOrName: 'string',
  ProductDescription: 'string',
  ProductId: 'int',
  ProductInCategories: 'ProductInCategoryData[]',
  QuantitySuffix: 'int',
  RelatedProductsText: 'string',
  ShortDescription: 'string',
  ShowSendTip: 'boolean',
  StockData: 'ProductStockData',
  StockStatusName: 'string',
  SubName: 'string',
  Permalink: 'string',
  SynchStatus: 'string',
  TemplateId: 'int',
  UseAttributeChooseText: 'boolean',
  UseComment: 'boolean',
  UseCommentRequired: 'boolean',
  UseDescriptionUrl: 'boolean',
  UseDiscountDateSpan: 'boolean',
  Vat: 'decimal',
  Volume: 'decimal',
  Weight: 'decimal',
  PublishDate: 'dateTime?',
  SearchKeys: 'string',
  UseStockNotification: 'boolean',
  UpSellProducts: 'string',
  DiscountedPriceIsMemberPrice: 'boolean',
  ModifiedDate: 'dateTime',
}

export const TYPES: Readonly<Record<string, Members>> = {
  ProductOptions: { ArticleNumber: 'string', Culture: 'string' },
  ProductData: PRODUCT,
  ProductInCategoryData: {
    ArticleNumber: 'string',
    CategoryId: 'int',
    CategoryName: 'string',
    ProductId: 'int',
    ProductInCategoryState: 'string',
    Result: 'string',
    SortOrder: 'int',
    IsCanonical: 'boolean',
  },
  ProductStockData: {
    ArticleNumber: 'string',
    DeliveryDate: 'dateTime',
    NewStockCount: 'int',
    StockStatusId: 'int',
    StockStatusName: 'string',
    UseAdvancedStatus: 'boolean',
    StockStatusWhenOutOfStock: 'int',
  },
  ProductDeleteRequest: { ArticleNumber: 'string' },
  ArticlePriceListIncVat: {
    ArticleNumber: 'string',
    PriceListId: 'string',
    PriceIncVat: 'int?',
    DiscountedPriceIncVat: 'int?',
    HideProduct: 'boolean?',
    DiscountedPriceIsMemberPrice: 'boolean?',
    UseDiscountDateSpan: 'boolean?',
    DiscountStartDate: 'dateTime?',
    DiscountEndDate: 'dateTime?',
  },
  DynamicFieldOnProductInput: {
    ArticleNumber: 'string',
    Key: 'string',
    ClearExistingListData: 'boolean',
    ItemValues: 'Localization[]',
    DynamicFieldItemListData: 'any',
    DynamicFieldItemMultiLevelListData: 'any',
  },
  Localization: { Culture: 'string', Value: 'string' },
  ImageFileOptions: { ImageByte: 'string', FileName: 'string', ImageName: 'string' },
  ArticleNumberImages: { ArticleNumber: 'string', Reload: 'boolean' },
}

export const OPERATIONS: Readonly<Record<string, Members>> = {
  Product_Get: { productOptions: 'ProductOptions' },
  Product_AddUpdate: { products: 'ProductData[]' },
  Product_Delete: { productDeleteRequest: 'ProductDeleteRequest' },
  PriceList_UpdateArticleIncVAT: { articlePriceLists: 'ArticlePriceListIncVat[]' },
  ProductDynamicField_GetProductDynamicFieldData: {
    articleNumbers: 'string[]',
    cultures: 'string[]',
  },
  ProductDynamicField_SaveProductDynamicFieldData: {
    dynamicFieldOnProductInputs: 'DynamicFieldOnProductInput[]',
  },
  UploadImage: { imageFileOptions: 'ImageFileOptions[]' },
  Product_AddUpdateImages: { articleNumbers: 'ArticleNumberImages[]', divider: 'string' },
}
